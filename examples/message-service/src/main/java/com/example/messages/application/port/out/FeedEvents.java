package com.example.messages.application.port.out;

import java.util.UUID;

/** Publishes elements of feeds as events, as part of the transaction. */
public interface FeedEvents {

    UUID publish(String feed, String key, String element);
}
