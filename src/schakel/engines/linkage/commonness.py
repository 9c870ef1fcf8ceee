"""Names that very many people in the Netherlands bear, in all its communities. Sharing one of them says little.

Not a list of origins: a name is here because it is frequent, and being here only takes weight away.
Family names: the most frequent of the Dutch family name register and of its larger communities; first names: the most
frequent of the past fifty years. Rounded to one class: frequent.
"""

from __future__ import annotations

from functools import lru_cache

from schakel.engines.linkage.text import sound

_FAMILY = """
jong jansen vries berg bakker dijk visser janssen smit meijer meyer boer mulder groot bos vos peters hendriks leeuwen dekker
brouwer wit dijkstra smits graaf meer linden kok jacobs haan vermeulen heuvel veen broek bruijn bruin heijden schouten beek
willems vliet hoekstra maas verhoeven koster dam wal prins blom huisman peeters kuipers jonge veenstra kuiper post postma
martens hermans gerritsen bosman hoek berends bosch kramer kuijpers wijk sanders molenaar molen wolf ven timmermans schipper
vink leeuw horst velde dongen huang li wang zhang chen liu yang wu zhao zhou lin xu sun ma zhu hu
nguyen tran le pham hoang phan vu vo dang bui do ho ngo
yilmaz kaya demir sahin celik yildiz yildirim ozturk aydin ozdemir arslan dogan kilic aslan cetin kara koc kurt ozkan simsek
mohamed mohammed ahmed ali hassan hussein ibrahim abdi omar osman yusuf singh kumar khan begum rahman hussain
amrani bouali idrissi alaoui benali bakkali azzouzi elkhattabi yahyaoui benhaddou haddad haddou
nowak kowalski kowalska wisniewski wisniewska wojcik kowalczyk kaminski kaminska lewandowski lewandowska zielinski zielinska
szymanski wozniak kozlowski jankowski mazur krawczyk
popa popescu ionescu radu dumitru stan stoica gheorghe rusu munteanu matei marin ciobanu
ivanov ivanova georgiev georgieva dimitrov dimitrova petrov petrova nikolov nikolova todorov todorova hristov stoyanov ilieva
nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh
silva santos garcia rodriguez martinez lopez gonzalez perez sanchez fernandez gomez diaz pereira costa ferreira
smith jones williams brown johnson miller davis schmidt muller fischer weber schneider meier
"""
_GIVEN = """
jan johannes johan peter piet henk hendrik willem wim kees cornelis gerard gerrit jeroen marcel rob robert erik eric marco mark
frank martin paul patrick dennis michael michel richard ronald bart bas jeroen tim tom thomas daan lars luuk sem bram jesse
ruben max sander stefan rick niels kevin danny david daniel martijn maarten joost ruud rene edwin john hans ton theo frans arie
maria anna johanna elisabeth petra monique sandra ingrid marianne linda esther anita annemarie marieke karin yvonne
wilma ellen angelique mirjam jacqueline nicole miranda diana saskia sabine iris anouk kim laura lisa sanne lotte eva emma julia
sophie anne femke lieke roos fleur noa lynn britt naomi romy amber manon marloes marjolein mieke ria els truus bea corrie
mohamed mohammed muhammad ahmed ali hassan hamza youssef yusuf ibrahim omar osman mustafa mehmet murat emre fatih huseyin
fatima aicha ayse fatma zeynep emine hatice elif samira karima nadia leila naima rachid said abdel karim khalid hicham
piotr krzysztof andrzej tomasz pawel marcin michal lukasz jakub adam anna maria katarzyna malgorzata agnieszka barbara ewa magda
ion andrei alexandru mihai stefan gheorghe vasile maria elena ioana andreea cristina ana mihaela
ivan georgi dimitar nikolay petar stefan maria ivanka elena desislava
istvan laszlo jozsef janos zoltan gabor maria katalin zsuzsanna eva
wei fang li na min jing lei jun ming hong ying lan thi van anh minh linh huong
jose juan carlos luis antonio manuel francisco maria ana carmen laura daniela
"""


@lru_cache(maxsize=1)
def _family() -> frozenset[str]:
    return frozenset(sound(name) for name in _FAMILY.split())


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(sound(name) for name in _GIVEN.split())


def frequent_family(name: str) -> bool:
    """Whether very many people bear this family name (a folded word)."""
    return sound(name) in _family()


def frequent_given(name: str) -> bool:
    """Whether very many people bear this first name (a folded word)."""
    return sound(name) in _given()


@lru_cache(maxsize=1)
def _written() -> frozenset[str]:
    return frozenset(_FAMILY.split()) | frozenset(_GIVEN.split())


def often_written(name: str) -> bool:
    """Whether very many people bear this name, written just so (a folded word)."""
    return name in _written()
