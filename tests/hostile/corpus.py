"""Bad files by name, made here: each is refused in words, and nothing in it is run, read or fetched."""

import json
from collections.abc import Iterator

from tests.hostile import sound

_DMN = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">{0}</definitions>'
)
_PLAIN = sound.STRAND.decode()


def files() -> dict[str, bytes]:
    """All of them: file names with their endings, and contents."""
    return dict([*_not_xml(), *_declared(), *_huge(), *_elements(), *_expressions(), *_tables(), *_forms(), *_lists()])


def _not_xml() -> Iterator[tuple[str, bytes]]:
    yield "empty.bpmn", b""
    yield "blanks.bpmn", b"  \n\t "
    yield "zeros.bpmn", b"\0" * 1000
    yield "picture.bpmn", b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    yield "archive.bpmn", b"PK\x03\x04" + bytes(500)
    yield "program.bpmn", b"\x7fELF" + bytes(500)
    yield "page.bpmn", b"<html><body><p>no diagram</body></html>"
    yield "other_root.bpmn", b"<definitions/>"
    yield "words.bpmn", b"This is a letter."
    yield "cut.bpmn", sound.STRAND[: len(sound.STRAND) // 2]
    yield "trailing.bpmn", sound.STRAND + b"<more/>"
    yield "control.bpmn", sound.STRAND.replace(b"Send the report", b"Send \x01 it")
    yield "latin.bpmn", sound.STRAND.replace(b"UTF-8", b"ISO-8859-1").replace(b"Send", b"S\xe9nd")
    yield "not_utf8.bpmn", sound.STRAND.replace(b"Send", b"S\xe9nd")
    yield "utf7.bpmn", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE+AD4-'
    yield "utf32.bpmn", _PLAIN.encode("utf-32")
    yield "ebcdic.bpmn", _PLAIN.encode("cp500")
    yield "unknown_encoding.bpmn", sound.STRAND.replace(b"UTF-8", b"x-made-up")
    yield "two_declarations.bpmn", b'<?xml version="1.0"?>' + sound.STRAND
    yield "lone_surrogate.bpmn", sound.STRAND.replace(b"Send", b"\xed\xa0\x80")
    yield "bad_reference.bpmn", sound.STRAND.replace(b"Send", b"&#0;")
    yield "unknown_entity.bpmn", sound.STRAND.replace(b"Send", b"&nbsp;")


def _declared() -> Iterator[tuple[str, bytes]]:
    """Everything that a DOCTYPE could do, in several encodings."""
    subsets = {
        "entity": '<!ENTITY a "b">',
        "file": '<!ENTITY a SYSTEM "file:///etc/passwd">',
        "network": '<!ENTITY a SYSTEM "http://127.0.0.1:9/x">',
        "parameter": '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;',
        "bomb": '<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
        ),
        "square": f'<!ENTITY a "{"a" * 50_000}">',
        "loop": '<!ENTITY a "&b;"><!ENTITY b "&a;">',
        "default": '<!ATTLIST process id CDATA "x">',
        "notation": '<!NOTATION n SYSTEM "run"><!ENTITY a SYSTEM "x" NDATA n>',
        "element": "<!ELEMENT definitions ANY>",
    }  # fmt: skip
    for name, subset in subsets.items():
        head, _, rest = _PLAIN.partition("\n")
        text = f"{head}\n<!DOCTYPE d [{subset}]>{rest.replace('Send', '&a;')}"
        yield f"doctype_{name}.bpmn", text.encode()
        yield f"doctype_{name}_utf16.bpmn", text.replace('"UTF-8"', '"UTF-16"').encode("utf-16")
        yield f"doctype_{name}.dmn", f"<!DOCTYPE d [{subset}]>{_DMN.format('<decision id=&quot;a&quot;/>')}".encode()
    yield "doctype_external.bpmn", b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">' + sound.STRAND.partition(b"\n")[2]
    yield "doctype_small.bpmn", b"<!doctype d>" + sound.STRAND.partition(b"\n")[2]
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield "xinclude.bpmn", _PLAIN.replace("</bpmn:process>", f"{include}</bpmn:process>").encode()
    yield "xinclude.dmn", _DMN.format(include).encode()


def _huge() -> Iterator[tuple[str, bytes]]:
    yield "huge.bpmn", sound.STRAND + b" " * 3_000_000
    yield "huge.dmn", b"<a>" + b"x" * 2_500_000 + b"</a>"
    yield "huge.form", b'{"a": "' + b"x" * 2_500_000 + b'"}'
    yield "huge.csv", b"code,label\n" * 250_000
    yield "deep.bpmn", b"<a>" * 50_000 + b"</a>" * 50_000
    yield "deep_sub_processes.bpmn", sound.diagram("p", "<bpmn:subProcess>" * 200 + "</bpmn:subProcess>" * 200)
    yield "many_steps.bpmn", sound.diagram("p", "".join(f'<bpmn:endEvent id="e{n}"/>' for n in range(2_500)))
    yield "many_elements.bpmn", sound.diagram("p", "<a/>" * 25_000)
    yield (
        "many_attributes.bpmn",
        sound.diagram("p", "<a " + " ".join(f'a{n}="x"' for n in range(500)) + "/>"),
    )
    yield "long_attribute.bpmn", sound.STRAND.replace(b"Send the report", b"x" * 50_000)
    yield "long_text.bpmn", sound.diagram("p", f"<bpmn:documentation>{'x' * 500_000}</bpmn:documentation>")
    yield "long_name.bpmn", sound.STRAND.replace(b"Send the report", b"x" * 400)
    yield "long_tag.bpmn", sound.diagram("p", f"<{'a' * 1_000}/>")
    yield "many_namespaces.bpmn", sound.diagram("p", "".join(f'<a xmlns:n{n}="{"x" * 3_000}"/>' for n in range(100)))
    chain = "".join(f'<bpmn:endEvent id="e{n}"/>{sound.flow("e0", f"e{n}")}' for n in range(900))
    yield "all_from_one.bpmn", sound.diagram("p", chain)


def _elements() -> Iterator[tuple[str, bytes]]:
    for kind in (
        *("scriptTask", "task", "manualTask", "sendTask", "receiveTask", "transaction", "adHocSubProcess"),
        *("complexGateway", "dataObject", "dataObjectReference", "dataStoreReference", "choreographyTask"),
    ):
        yield f"element_{kind}.bpmn", _PLAIN.replace("userTask", kind).encode()
    for kind in ("signal", "error", "escalation", "compensate", "cancel", "terminate", "link"):
        inner = f"<bpmn:{kind}EventDefinition/>"
        end = '<bpmn:endEvent id="strand_ended" name="Strand ended"'
        yield f"event_{kind}.bpmn", _PLAIN.replace(f"{end}/>", f"{end}>{inner}</bpmn:endEvent>").encode()
    script = "<bpmn:extensionElements><camunda:{0}>import os</camunda:{0}></bpmn:extensionElements></bpmn:userTask>"
    task = 'camunda:formKey="report"/>'
    for name in ("script", "executionListener", "taskListener", "connector", "inputOutput", "formData", "in", "out"):
        drawn = _PLAIN.replace(task, f'camunda:formKey="report">{script.format(name)}')
        yield f"camunda_{name}.bpmn", drawn.encode()
    for name in ("assignee", "candidateGroups", "class", "delegateExpression", "expression", "asyncBefore", "formRef"):
        yield f"attribute_{name}.bpmn", _PLAIN.replace(task, f'camunda:{name}="os.system()" {task}').encode()
    for name, inner in {
        "cardinality": "<bpmn:loopCardinality>1000000000</bpmn:loopCardinality>",
        "data_input": "<bpmn:loopDataInputRef>all</bpmn:loopDataInputRef>",
        "completion": "<bpmn:completionCondition>true</bpmn:completionCondition>",
    }.items():
        loop = (
            "<bpmn:multiInstanceLoopCharacteristics camunda:collection='engagements' "
            "camunda:elementVariable='engagement'>"
            f"{inner}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
        )
        yield f"loop_{name}.bpmn", _PLAIN.replace(task, f'camunda:formKey="report">{loop}').encode()
    yield (
        "standard_loop.bpmn",
        _PLAIN.replace(task, 'camunda:formKey="report"><bpmn:standardLoopCharacteristics/></bpmn:userTask>').encode(),
    )
    yield (
        "import.bpmn",
        _PLAIN.replace("<bpmn:process", '<bpmn:import location="file:///etc/passwd"/><bpmn:process').encode(),
    )
    yield (
        "self_call.bpmn",
        _PLAIN.replace("userTask", "callActivity")
        .replace('camunda:formKey="report"', 'calledElement="employer_strand"')
        .encode(),
    )
    yield (
        "self_loop.bpmn",
        _PLAIN.replace("</bpmn:process>", f"{sound.flow('report', 'report')}</bpmn:process>").encode(),
    )
    yield "same_id.bpmn", _PLAIN.replace('"strand_ended"', '"report"').encode()
    yield "no_id.bpmn", _PLAIN.replace('id="report" ', "").encode()
    yield "empty_id.bpmn", _PLAIN.replace('"report"', '""').encode()
    yield "no_lane.bpmn", _PLAIN.replace("<bpmn:flowNodeRef>report</bpmn:flowNodeRef>", "").encode()
    yield "no_form.bpmn", _PLAIN.replace(' camunda:formKey="report"', "").encode()
    yield "no_target.bpmn", _PLAIN.replace('targetRef="strand_ended"', 'targetRef="nowhere"').encode()
    yield "no_target_at_all.bpmn", _PLAIN.replace(' targetRef="strand_ended"', "").encode()
    yield "no_process.bpmn", (sound.HEAD.format("a") + sound.TAIL).encode()
    yield "turned_round.bpmn", _PLAIN.replace("Send the report", "Send \u202eeht").encode()
    yield "process_in_process.bpmn", _PLAIN.replace("</bpmn:process>", '<bpmn:process id="q"/></bpmn:process>').encode()
    yield "foreign.bpmn", _PLAIN.replace("</bpmn:process>", '<x:y xmlns:x="urn:x"/></bpmn:process>').encode()


def _expressions() -> Iterator[tuple[str, bytes]]:
    for name, text in {
        "import": "__import__('os').system('id')",
        "dunder": "().__class__.__bases__",
        "lambda": "(lambda: 1)()",
        "exec": 'exec("x")',
        "python_and": 'a == "b"',
        "function": "function(x) x + 1",
        "external": 'function(x) external {java: {class: "java.lang.Math"}}',
        "open": 'open("/etc/passwd")',
        "unfinished": "level = ",
        "brackets": "(" * 5_000,
        "long": "1 + " * 3_000 + "1",
        "template": "${7*7}",
        "jinja": "{{ config }}",
        "equals": "=level",
        "semicolon": "a; b",
        "quote": 'level = "open',
    }.items():
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        drawn = _PLAIN.replace('camunda:formKey="report"', f'camunda:formKey="report" camunda:dueDate="{escaped}"')
        yield f"expression_{name}.bpmn", drawn.encode()


def _tables() -> Iterator[tuple[str, bytes]]:
    table = sound.TABLE.decode()
    yield "policy.dmn", table.replace("UNIQUE", "LUCKY").encode()
    yield "overlap.dmn", table.replace('not("referral")', '"referral", "advice"').encode()
    yield "gap.dmn", table.replace('not("referral")', '"other"').encode()
    yield "unary_python.dmn", table.replace('not("referral")', "__import__('os')").encode()
    yield "result_python.dmn", table.replace('<text>"not"</text>', "<text>exec('x')</text>").encode()
    yield "language.dmn", table.replace('<text>"not"</text>', "<text>lambda: 1</text>").encode()
    row = '<rule id="r{0}"><inputEntry id="i{0}"><text>{1}</text></inputEntry><outputEntry id="o{0}"><text>1</text>'
    for rows in (250, 2_400):
        drawn = "".join(f"{row.format(n, f'not(&quot;c{n}&quot;)')}</outputEntry></rule>" for n in range(rows))
        yield f"rows_{rows}.dmn", table.replace("</decisionTable>", f"{drawn}</decisionTable>").encode()
    yield "not_a_table.dmn", b"<a/>"
    yield "cut.dmn", sound.TABLE[:300]
    yield (
        "missing_cell.dmn",
        table.replace('<inputEntry id="duty_2i"><text>not("referral")</text></inputEntry>', "").encode(),
    )
    yield "knowledge.dmn", _DMN.format('<businessKnowledgeModel id="k" name="k"/>').encode()
    yield "import.dmn", _DMN.format('<import namespace="x" locationURI="file:///etc/passwd" importType="x"/>').encode()


def _forms() -> Iterator[tuple[str, bytes]]:
    def form(*components: object) -> bytes:
        return json.dumps({"type": "default", "id": "f", "components": list(components)}).encode()

    yield "not_json.form", b"{"
    yield "list.form", b"[]"
    yield "null.form", b"null"
    yield "number.form", b"1e400"
    yield "deep.form", b"[" * 100_000 + b"]" * 100_000
    yield "not_utf8.form", b'{"type": "\xff"}'
    yield "zero.form", b'{"type": "default"}\0'
    yield "many_fields.form", form(*(sound.text(f"k{n}", "K") for n in range(10_000)))
    yield "same_key.form", form(sound.text("a", "A"), sound.text("a", "B"))
    for key in ("csrf_token", "version", "adult", "children", "if", "and", "A b", "__class__", "a.b", "", "id", "now"):
        yield f"key_{key or 'empty'}.form".replace(" ", "_"), form(sound.text(key, "K"))
    for kind in ("button", "iframe", "html", "image", "table", "script", "expression", "documentPreview", "made_up"):
        yield f"component_{kind}.form", form(sound.text("a", "A"), {"type": kind, "id": "x", "key": "b", "label": "B"})
    yield "pattern.form", form(sound.text("a", "A", validate={"pattern": "(a+)+$"}))
    yield "list_missing.form", form({"type": "select", "id": "x", "key": "a", "label": "A", "valuesKey": "nowhere"})
    yield (
        "values_expression.form",
        form({"type": "select", "id": "x", "key": "a", "label": "A", "valuesExpression": "=os"}),
    )
    yield "hide_python.form", form(sound.text("a", "A", conditional={"hide": "=__import__('os')"}))
    yield "hide_feel.form", form(sound.text("a", "A", conditional={"hide": "=(("}))
    yield "no_label.form", form(sound.text("a", ""))
    yield "cut.form", form(sound.text("a", "A"))[:30]


def _lists() -> Iterator[tuple[str, bytes]]:
    head = b"code,label,from,to,report_group,source\n"
    for name, cell in {
        "sum": "=1+1",
        "plus": "+1",
        "minus": "-1+1",
        "at": "@SUM(A1)",
        "dde": "=cmd|'/c calc'!A0",
    }.items():
        yield f"formula_{name}.csv", head + f'a,"{cell}",,,,\n'.encode()
    yield "no_head.csv", b"a,b\n"
    yield "empty.csv", b""
    yield "binary.csv", bytes(range(256))
    yield "zero.csv", head + b"a,A\0,,,,\n"
    yield "code.csv", head + b"A b,Label,,,,\n"
    yield "no_label.csv", head + b"a,,,,,\n"
    yield "twice.csv", head + b"a,A,,,,\na,B,,,,\n"
    yield "date.csv", head + b"a,A,2026-02-30,,,\n"
    yield "backwards.csv", head + b"a,A,2026-02-03,2026-01-01,,\n"
    yield "cells.csv", head + b"a,A,,,,,,,,,\n"
    yield "quote.csv", head + b'a,"A,,,,\n'
    yield "clocks.csv", b"code,label\nT01,Soon\n"
