"""Every component with its options, and what each line of a template makes of it."""

from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest
from django.template import engines

from helhed.web.shell.samples import VALUES, SampleForm, bound_form

FOLDER = Path(__file__).resolve().parent.parent / "components"
USAGES: dict[str, tuple[str, ...]] = {
    "thread": ("{% thread steps %}",),
    "triangle": ("{% triangle levels %}",),
    "progress": ('{% progress "30 initiativer" parts "Kilde: handleplanernes status, 15. januar 2024" %}',),
    "status_tag": (
        "{% for look in looks %}{% status_tag look %} {% endfor %}",
        '{% status_tag "neutral" "Udkast" %} {% status_tag "late" "To måneder forsinket" %}',
    ),
    "goal_card": ("{% goal_card goal %}",),
    "card": (
        '{% card title="Politik" href=here eyebrow="2021–2024" level=3 %}<p>Plads til hele mennesket.</p>{% endcard %}',
        '{% card title="Uden link" level=3 language="da" %}<p>En ramme om noget.</p>{% endcard %}',
    ),
    "quote": ('{% quote "Det er rart at kunne komme, som man er" "Citat fra borger" %}',),
    "button": (
        '{% button "Gem" %}',
        '{% button "Gem og næste" kind="secondary" icon="arrow-right" name="next" value="1" %}',
        '{% button "Fortryd" kind="quiet" type="reset" %} {% button "Luk kontoen" kind="danger" icon="lock" %}',
    ),
    "link_button": (
        '{% link_button "Følg tråden" here icon="arrow-right" %}',
        '{% link_button "Hent som PDF" here kind="secondary" icon="download" %}',
        '{% link_button "Ret" here kind="quiet" %}',
    ),
    "print_button": ("{% print_button %}",),
    "note": (
        '{% note title="Godt at vide" %}<p>Tallene er fra den 15. januar 2024.</p>{% endnote %}',
        '{% note kind="success" %}<p>Gemt.</p>{% endnote %}',
        '{% note kind="warning" %}<p>Ingen er ansvarlig for initiativet.</p>{% endnote %}',
        '{% note kind="error" %}<p>Filen kunne ikke læses.</p>{% endnote %}',
    ),
    "empty_state": (
        '{% empty_state "Der er ingen initiativer endnu" "Skriv det første." "Skriv et initiativ" here %}',
        '{% empty_state "Ingen mål passer" "Prøv et andet ord, eller et kortere." %}',
    ),
    "history": ("{% history changed %}", "{% history unchanged %}"),
    "definition_list": ("{% definition_list facts %}",),
    "data_table": (
        '{% data_table "Initiativer under målet" columns rows %}',
        '{% data_table "Initiativer" columns none_yet empty="Der er ingen endnu." %}',
    ),
    "table": (
        '{% table caption="Konti" %}<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Navn</th>'
        '<th scope="col" role="columnheader">Handling</th></tr></thead><tbody role="rowgroup"><tr role="row">'
        '<th scope="row" role="rowheader">Dorte Holm</th><td role="cell" data-label="Handling">'
        '{% button "Luk kontoen" kind="quiet" type="button" %}</td></tr></tbody>{% endtable %}',
    ),
    "breadcrumb": ("{% breadcrumb crumbs %}",),
    "pagination": ("{% pagination 4 12 %}",),
    "filter_bar": (
        '{% filter_bar action=here submit="Vis" %}{% field form.unit %}{% field form.due_on width="short" %}'
        "{% endfilter_bar %}",
    ),
    "error_summary": ("{% error_summary wrong_form %}",),
    "field": ('{% field wrong_form.name width="full" %}', "{% field wrong_form.state %}"),
    "fields": ("{% form_id %}{% fields form %}",),
    "icon": (
        '{% for name in icons %}{% icon name %} {% endfor %}{% icon "warning" label="Pas på" %}',
        "{{ day|date_written }}, {% written_date day %}",
    ),
}


@dataclass(frozen=True)
class Sample:
    usage: str
    html: str


@dataclass(frozen=True)
class ShownComponent:
    """`options` is the comment that stands first in the component's own file."""

    name: str
    options: str
    samples: tuple[Sample, ...]


def shown_components(request: HttpRequest) -> list[ShownComponent]:
    return [
        ShownComponent(name, options_of(name), tuple(_sample(request, name, usage) for usage in usages))
        for name, usages in USAGES.items()
    ]


def options_of(name: str) -> str:
    source = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    before, _start, rest = source.partition("{% comment %}\n")
    options, _end, _drawing = rest.partition("\n{% endcomment %}")
    return "" if before else options


def _sample(request: HttpRequest, name: str, usage: str) -> Sample:
    """Made anew each time: what one form was given must not show in the next, and ids stand once on a page."""
    fresh = {"form": SampleForm(auto_id=f"{name}-%s"), "wrong_form": bound_form()}
    return Sample(usage, engines["django"].from_string(usage).render({**VALUES, **fresh}, request))
