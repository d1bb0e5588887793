package com.example.messages.application.port.in;

import java.util.UUID;

/** Tells people of news that they have not asked for. */
public interface PushUseCase {

    /** There is a new message for somebody. */
    void messageArrived(UUID messageId, String receiver, String content);

    /** Shows what there is for those whose browsers are open here. */
    void showInBrowsers();

    /** Hands to the gateway what no browser has shown in time. */
    void sendToGateway();

    /** Forgets news that were settled long ago, at most so many at once; returns how many. */
    int purge();
}
