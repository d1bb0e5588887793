package dev.orderflow.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;

/** How this service learns who is calling: one for each {@code app.security.mode}. */
interface CallerRecognition {

    void addTo(HttpSecurity http);

    /** Answers calls of nobody known: with what they have to send. */
    AuthenticationEntryPoint askWhoIsCalling();
}
