"""Duty: who looks now, and who is called when nobody does?"""
