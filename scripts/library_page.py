"""The reference page of the built-in terms and templates."""

from __future__ import annotations

from markdown import pick, table

from commatch.library import Asked, split, templates
from commatch.texts.language import Language
from commatch.vocabulary import BUILT_IN, TermKind, built_in_terms
from commatch.workbook.schema import CHOICES, Lang, choice_name
from commatch.workbook.values import choice as choice_key


def library(lang: Language) -> str:
    """Return the page of the built-in terms and templates."""
    parts = [f"# {pick(lang, '自带的词和模板', 'Built-in terms and templates')}"]
    parts.append(
        pick(
            lang,
            "“词表”里写的加上去，有冲突时以“词表”为准；自己建的模板同名时代替自带的。",
            "What stands on the sheet vocabulary adds to these terms and wins over them; a template of the community's "
            "own takes the place of a built-in one of the same name.",
        )
    )
    for item in templates():
        parts.append(f"## {pick(lang, f'{item.name} · {item.english}', f'{item.english} · {item.name}')}")
        about = [f"{pick(lang, '类别', 'category')}: {_term(lang, TermKind.CATEGORY, item.category)}"]
        about += [_asked(lang, asked) for asked in item.asked]
        steps = [pick(lang, f"{s.step}（{s.who}）", f"{s.step_en} ({s.who_en})") for s in item.steps]
        parts.append("\n".join(f"- {line}" for line in about))
        parts.append("\n".join(f"{number}. {line}" for number, line in enumerate(steps, 1)))
    headers = (pick(lang, "标准词", "term"), pick(lang, "英文", "Chinese"), pick(lang, "也认作", "also read"))
    for sort in CHOICES["term_kind"]:
        entries = [entry for entry in built_in_terms() if entry.kind == sort.key]
        if entries:
            parts.append(f"## {pick(lang, f'词：{sort.zh}', f'Terms: {sort.en}')}")
            rows = [
                (pick(lang, entry.term, entry.english), pick(lang, entry.english, entry.term), "、".join(entry.aliases))
                for entry in entries
            ]
            parts.append(table(headers, rows))
    return "\n\n".join(parts)


def _term(lang: Language, kind: TermKind, name: str) -> str:
    entry = BUILT_IN.find(kind, name)
    return entry.english if lang == "en" and entry else name


def _asked(lang: Language, asked: Asked) -> str:
    """Return a requirement of a template in one line."""
    key = choice_key("kind", asked.kind) or ""
    kinds = {"helper": TermKind.SKILL, "unit": TermKind.SERVICE, "venue": TermKind.FACILITY, "goods": TermKind.GOODS}
    names = [_term(lang, kinds[key], name) if key in kinds else name for name in split(asked.what)]
    what = pick(lang, "、", ", ").join(names) if key != "fund" else pick(lang, "元", "yuan")
    hours = f"，{asked.hours:g} 小时" if asked.hours else ""
    hours_en = f", {asked.hours:g} h" if asked.hours else ""
    kind = choice_name("kind", key, Lang(lang))
    return f"{kind}: {what} × {asked.quantity:g}{pick(lang, hours, hours_en)}"
