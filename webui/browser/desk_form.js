import { FormEditor } from "@bpmn-io/form-js-editor"; console.log(FormEditor);
