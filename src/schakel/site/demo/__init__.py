"""The invented region Waterrijk: people, five worries that are one story, and earlier signals from retold cases."""
