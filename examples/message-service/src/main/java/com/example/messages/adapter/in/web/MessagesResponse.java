package com.example.messages.adapter.in.web;

import com.example.messages.domain.Message;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor null where this is the end
 */
record MessagesResponse(List<MessageResponse> messages, @Nullable UUID nextCursor) {

    static MessagesResponse of(List<Message> page, int limit) {
        return new MessagesResponse(
                page.stream().map(MessageResponse::of).toList(),
                page.size() < limit ? null : page.getLast().id());
    }
}
