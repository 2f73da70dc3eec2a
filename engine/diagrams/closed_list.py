"""The closed list of what a procedure may say, as data; read by check, the parser, the editor panel and renderers."""

from collections.abc import Mapping

from engine import computed

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DRAWING = frozenset(
    {
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    }
)

# Steps, in the words a person reads.
STEPS: Mapping[str, str] = {
    "startEvent": "start event",
    "endEvent": "end event",
    "userTask": "step for a person",
    "businessRuleTask": "decision table",
    "serviceTask": "built-in action",
    "callActivity": "called diagram",
    "subProcess": "sub-process",
    "exclusiveGateway": "either-or gateway",
    "parallelGateway": "parallel gateway",
    "inclusiveGateway": "one-or-more gateway",
    "eventBasedGateway": "first-of gateway",
    "intermediateCatchEvent": "wait",
    "intermediateThrowEvent": "milestone",
    "boundaryEvent": "event on a step's edge",
}
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})
ACTIVITIES = frozenset({"userTask", "businessRuleTask", "serviceTask", "callActivity", "subProcess"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})

# Elements that hold others, that belong to a step, or that are kept and mean nothing.
HOLDERS = frozenset({"definitions", "collaboration", "participant", "process", "laneSet", "lane", "message"})
PARTS = frozenset(
    {
        "incoming",
        "outgoing",
        "flowNodeRef",
        "extensionElements",
        "sequenceFlow",
        "conditionExpression",
        "multiInstanceLoopCharacteristics",
        "messageEventDefinition",
        "timerEventDefinition",
        "conditionalEventDefinition",
        "timeDate",
        "condition",
    }
)
MEANINGLESS = frozenset(
    {"documentation", "textAnnotation", "text", "association", "group", "category", "categoryValue"}
)
ELEMENTS = frozenset(STEPS) | HOLDERS | PARTS | MEANINGLESS

# What is often drawn and is not taken, with what to do instead.
REFUSED: Mapping[str, str] = {
    "scriptTask": "Scripts are never run. Use a step for a person, a decision table or a built-in action",
    "task": "Say what kind of step it is: a step for a person, a decision table or a built-in action",
    "manualTask": "Make it a step for a person",
    "sendTask": "Use a step for a person",
    "receiveTask": "Use a wait for a condition",
    "transaction": "Use a sub-process",
    "adHocSubProcess": "Use a sub-process",
    "complexGateway": "Use an either-or, one-or-more or parallel gateway",
    "standardLoopCharacteristics": "Draw the loop as an arrow back, through a gateway",
    "loopDataInputRef": "Say which things it runs for in the collection",
    "loopDataOutputRef": "Take it out: an instance carries nothing back up",
    "inputDataItem": "Say which things it runs for in the collection",
    "outputDataItem": "Take it out: an instance carries nothing back up",
    "loopCardinality": "Say which things it runs for in the collection",
    "completionCondition": "Take it out: it ends when every instance has ended",
    "timeDuration": 'Say when as a date, for example clock("T03", received_at)',
    "timeCycle": "Say when as a date, and draw the repetition as a loop",
    "signalEventDefinition": "Use a wait for a condition over facts",
    "errorEventDefinition": "Draw what happens then as an arrow",
    "escalationEventDefinition": "Use a timer on the edge of the step",
    "compensateEventDefinition": "Draw what happens then as an arrow",
    "cancelEventDefinition": "Draw what happens then as an arrow",
    "terminateEventDefinition": "Use a plain end event; a case is closed by the built-in action",
    "linkEventDefinition": "Draw the arrow",
    "dataObject": "Facts come from forms. Take it out, or write it as an annotation",
    "dataObjectReference": "Facts come from forms. Take it out, or write it as an annotation",
    "dataStoreReference": "Facts come from forms. Take it out, or write it as an annotation",
    "messageFlow": "Let the roles stand in lanes of one pool and draw an arrow between the steps",
    "import": "Nothing is read from elsewhere. Take it out",
    "script": "Scripts are never run. Take it out",
}

_NAMED = frozenset({"id", "name"})
_STEP = _NAMED
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "definitions": _NAMED | {"targetNamespace", "exporter", "exporterVersion", "expressionLanguage", "typeLanguage"},
    "collaboration": _NAMED | {"isClosed"},
    "participant": _NAMED | {"processRef"},
    "process": _NAMED | {"isExecutable", "isClosed", "processType"},
    "laneSet": _NAMED,
    "lane": _NAMED,
    "message": _NAMED,
    "startEvent": _STEP | {"isInterrupting"},
    "boundaryEvent": _STEP | {"attachedToRef", "cancelActivity"},
    "subProcess": _STEP | {"triggeredByEvent", "default"},
    "callActivity": _STEP | {"calledElement", "default"},
    "userTask": _STEP | {"default"},
    "businessRuleTask": _STEP | {"default"},
    "serviceTask": _STEP | {"default"},
    "exclusiveGateway": _STEP | {"default", "gatewayDirection"},
    "inclusiveGateway": _STEP | {"default", "gatewayDirection"},
    "parallelGateway": _STEP | {"gatewayDirection"},
    "eventBasedGateway": _STEP | {"gatewayDirection", "eventGatewayType", "instantiate"},
    "sequenceFlow": _NAMED | {"sourceRef", "targetRef"},
    "conditionExpression": frozenset({"id", "language", f"{{{XSI}}}type"}),
    "condition": frozenset({"id", "language", f"{{{XSI}}}type"}),
    "timeDate": frozenset({"id", "language", f"{{{XSI}}}type"}),
    "messageEventDefinition": frozenset({"id", "messageRef"}),
    "multiInstanceLoopCharacteristics": frozenset({"id", "isSequential"}),
    "documentation": frozenset({"id", "textFormat"}),
    "textAnnotation": _NAMED | {"textFormat"},
    "association": _NAMED | {"sourceRef", "targetRef", "associationDirection"},
    "group": _NAMED | {"categoryValueRef"},
    "categoryValue": _NAMED | {"value"},
}
# Written by editors with these values only; any other value would mean something that is not run.
HARMLESS: Mapping[str, str] = {
    "isForCompensation": "false",
    "startQuantity": "1",
    "completionQuantity": "1",
    "isImmediate": "true",
    "parallelMultiple": "false",
    "implementation": "##unspecified",
    "eventGatewayType": "Exclusive",
    "instantiate": "false",
    "isSequential": "false",
}
LANGUAGES = frozenset({"feel", "https://www.omg.org/spec/DMN/20191111/FEEL/", "http://www.omg.org/spec/FEEL/20140401"})

CAMUNDA_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "startEvent": frozenset({"formKey"}),
    "userTask": frozenset({"formKey", "dueDate"}),
    "businessRuleTask": frozenset({"decisionRef", "resultVariable"}),
    "serviceTask": frozenset({"type", "topic"}),
    "multiInstanceLoopCharacteristics": frozenset({"collection", "elementVariable"}),
}
CAMUNDA_ELEMENTS = frozenset({"properties", "property"})
PROPERTIES: Mapping[str, frozenset[str]] = {
    "discloses": frozenset({"userTask"}),
    "guidance": frozenset(STEPS) | {"process"},
    "offered": frozenset({"subProcess"}),
    "already": frozenset({"userTask"}),
    "decides": frozenset({"userTask"}),
    "household": frozenset({"userTask"}),
    "thing": frozenset({"process"}),
    "kind": frozenset({"process"}),
}
UNASKED = frozenset({"Public", "Administrator", "Auditor", "Process approver", "Process owner"})
"""Roles of every council that answer no steps; a way in may stand in the lane Public."""
BUILT_IN_LISTS = frozenset({"colleagues"})
"""Lists that are no file: the people of the authority."""
READ_LISTS = frozenset(
    {
        "bodies", "clocks", "closure_reasons", "dbs_duties", "meeting_types", "natures", "outcomes", "sectors",
        "strand_statuses", "threshold_decisions",
    }
)  # fmt: skip
"""Lists that pages and reports read by name, whether a question takes its answers from them or not."""
ACTIONS: Mapping[str, str] = {"close_case": "Close the case", "reopen_case": "Reopen the case"}

KINDS = ("adult", "child", "allegation", "engagement", "strand", "meeting", "action")
PLURALS: Mapping[str, str] = {
    "adult": "adults",
    "child": "children",
    "allegation": "allegations",
    "engagement": "engagements",
    "strand": "strands",
    "meeting": "meetings",
    "action": "actions",
}
RESERVED = computed.RESERVED | frozenset(KINDS) | frozenset(PLURALS.values())
