// Every page's script: all of it is help, and every page works without it. Built into static/built/pages.js.
import { Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink } from "govuk-frontend";

import { startAgain } from "./again.js";
import { startKeeping } from "./keep.js";
import { startMatching } from "./matches.js";
import { startParts } from "./parts.js";
import { startPublic } from "./public.js";
import { startReveal } from "./reveal.js";
import { startRows } from "./rows.js";
import { startStaff } from "./staff.js";

const COMPONENTS = [
  [Button, "govuk-button"],
  [ErrorSummary, "govuk-error-summary"],
  [NotificationBanner, "govuk-notification-banner"],
  [ServiceNavigation, "govuk-service-navigation"],
  [SkipLink, "govuk-skip-link"],
];

function startComponents() {
  for (const [Component, name] of COMPONENTS) {
    for (const element of document.querySelectorAll(`[data-module="${name}"]`)) {
      try {
        new Component(element);
      } catch {
        // The page works without it, and an old browser is no reason for a message.
      }
    }
  }
}

startComponents();
startReveal(document);
startRows();
startKeeping();
startParts();
startMatching();
startPublic();
startStaff();
startAgain();
