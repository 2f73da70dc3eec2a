import M from "bpmn-js/lib/Modeler"; console.log(M);
