package com.example.messages.domain;

import java.util.UUID;

/**
 * News for one person, on its way to an open browser or, if there is none, to the push gateway.
 *
 * @param id also the operation id that the gateway knows it by, however often it is sent
 * @param attempts how often the gateway was asked, this time included
 */
public record Push(
        UUID id, String receiver, String kind, UUID messageId, String text, int attempts) {}
