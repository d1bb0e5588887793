package dev.orderflow.cli.rest;

import tools.jackson.databind.JsonNode;

/** An answer: its status, and its body as JSON, which is a missing node where there is none. */
public record Answer(int status, JsonNode body) {

    /** The body of a call that had to succeed. */
    public JsonNode expect(int expected) {
        if (status != expected) {
            throw new UnexpectedAnswerException(expected, this);
        }
        return body;
    }
}
