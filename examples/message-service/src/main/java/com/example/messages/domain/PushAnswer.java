package com.example.messages.domain;

/** What came of asking the gateway. */
public sealed interface PushAnswer {

    record Accepted() implements PushAnswer {}

    /** A definite no: to ask again would change nothing. */
    record Refused(String reason) implements PushAnswer {}

    /** It was not reached, so it has certainly not pushed: ask again later. */
    record NotReached(String reason) implements PushAnswer {}

    /** It may have pushed or not: ask again, and the operation id lets it push once. */
    record Unclear(String reason) implements PushAnswer {}
}
