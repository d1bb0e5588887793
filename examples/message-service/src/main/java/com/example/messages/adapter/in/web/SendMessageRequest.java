package com.example.messages.adapter.in.web;

import com.example.messages.application.port.in.SendMessageUseCase.SendMessage;
import com.example.messages.domain.MessageType;
import dev.orderflow.web.Caller;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param receiverId the caller, where it is left out
 */
record SendMessageRequest(
        @NotBlank @Size(max = 4000) String content,
        @NotNull MessageType type,
        @Nullable @Size(min = 1, max = 64) String source,
        @Nullable @Size(max = 20)
                Map<@NotBlank @Size(max = 64) String, @NotNull @Size(max = 256) String> metadata,
        @Nullable @Pattern(regexp = "[A-Za-z0-9._@-]{1,64}") String receiverId) {

    SendMessage from(Caller sender) {
        return new SendMessage(
                sender.userId(),
                receiverId,
                content,
                type,
                source,
                metadata == null ? Map.of() : metadata);
    }
}
