import M from "dmn-js/lib/Modeler"; console.log(M);
