"""Everyday short forms of first names. General language use in the Netherlands and its larger communities."""

from __future__ import annotations

_FORMS = """
willem wim pim bill william guillermo
jan johan johannes hans joannes johnny john janek
piet pieter peter petrus pedro
kees cornelis cees
henk hendrik henri hendrikus harrie harry
antonius ton toon tonnie anton antoon teun
gerard gerrit ger gerhard
jacob jaap jakob jaco
klaas nicolaas nico nick niek
theo theodoor theodorus
frans franciscus francis
leo leonardus leendert leen
rob robert bob bert
bas sebastiaan bastiaan sebastian
maarten martin martinus tinus
michiel michael michel mike maikel
sjaak jacques jacobus koos
thomas tom tommie
alexander alex sander sasha sacha aleksander alexandru
dirk diederik dick
adriaan arie ad adrianus
mohamed mohammed muhammad mehmet mo moh muhammed mohammad mahomed
ahmed achmed ahmet
mustafa mus moustafa
hassan hasan
youssef yusuf yousef jozef josef joseph jef sjef sjeff jozsef
ali aly
ibrahim ibo abraham bram
maria marie mia ria marja maja mariya
anna anne ans anneke anja ania anka
elisabeth els elly liesbeth bep lies elzbieta
johanna joke hanna jo janna
wilhelmina wil mina willemien
catharina karin toos trijn katrien kaatje katarzyna kasia ekaterina katya
margaretha greet margriet gre gretha malgorzata gosia
cornelia corrie cor
fatima fatma fatiha
aleksandra alexandra ola
agnieszka aga
joanna asia
magdalena magda lena
krzysztof krzys christoffel christopher chris
tomasz tomek
piotr piotrek
wojciech wojtek
grzegorz grzesiek
stanislaw staszek
zbigniew zbyszek
ion ioan nelu
gheorghe gigi george georgi joris
constantin costel
mihai mihail misu
nicolae nicu nikolay kolyo
dimitar mitko dimitri dimitrie
stefan stefaan stef steven stoyan
laszlo laci
istvan pisti
ferenc feri
zsuzsanna zsuzsa zsuzsi suzanne suzanna
erzsebet erzsi
"""
_CALLED: dict[str, str] = {}
for _line in _FORMS.strip().splitlines():
    for _name in _line.split():
        _CALLED.setdefault(_name, _line.split()[0])


def called(word: str) -> str:
    """The full form of a first name that is often shortened, else the word itself."""
    return _CALLED.get(word, word)
