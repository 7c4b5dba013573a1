"""What the recipes of experiments share: texts in both languages, numbers of a few digits, and the file."""
import json

from cells import ROOT


def both(en, zh):
    return {'en': en, 'zh': zh}


def each(*pairs):
    return [both(*pair) for pair in pairs]


def rounded(value, digits):
    """A tensor as nested lists of rounded numbers."""
    lists = value.tolist() if hasattr(value, 'tolist') else value
    if isinstance(lists, list):
        return [rounded(each, digits) for each in lists]
    return round(lists, digits) + 0.0


def save(path, experiment, source):
    text = json.dumps({'experiment': experiment, 'source': source}, ensure_ascii=False, separators=(',', ':'))
    (ROOT / path).write_text(text + '\n')
