package com.example.messages.application.port.in;

import com.example.messages.domain.Message;
import com.example.messages.domain.MessageType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody writes to somebody. */
public interface SendMessageUseCase {

    Message send(SendMessage command);

    /**
     * @param receiver null for a note to oneself
     */
    record SendMessage(
            String sender,
            @Nullable String receiver,
            String content,
            MessageType type,
            @Nullable String source,
            Map<String, String> metadata) {}
}
