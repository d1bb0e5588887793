package com.example.messages.adapter.in.web;

import com.example.messages.application.port.in.BulkUseCase;
import com.example.messages.application.port.in.MailboxUseCase;
import com.example.messages.application.port.in.SendMessageUseCase;
import com.example.messages.domain.Box;
import com.example.messages.domain.MessageType;
import dev.orderflow.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/messages")
@RequiredArgsConstructor
class MessageController {

    private final SendMessageUseCase sending;
    private final MailboxUseCase mailbox;
    private final BulkUseCase bulk;

    @Operation(summary = "Writes to somebody, or to oneself")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MessageResponse send(
            @Parameter(hidden = true) Caller caller,
            @Valid @RequestBody SendMessageRequest request) {
        return MessageResponse.of(sending.send(request.from(caller)));
    }

    @Operation(summary = "A note to oneself, without a body to write")
    @PostMapping("/simple")
    @ResponseStatus(HttpStatus.CREATED)
    MessageResponse sendSimple(
            @Parameter(hidden = true) Caller caller,
            @RequestParam @NotBlank @Size(max = 4000) String content,
            @RequestParam(defaultValue = "INFO") MessageType type) {
        var request = new SendMessageRequest(content, type, null, null, null);
        return MessageResponse.of(sending.send(request.from(caller)));
    }

    @Operation(summary = "Sends many messages, and says how fast they were sent and handled")
    @PostMapping("/bulk")
    BulkResponse sendMany(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(10_000) int count,
            @Parameter(
                            description =
                                    "Answer when they are handled, too; to look for that takes connections")
                    @RequestParam(defaultValue = "true")
                    boolean await) {
        return BulkResponse.of(bulk.send(caller.userId(), count, await));
    }

    @Operation(summary = "The caller's messages, newest first")
    @GetMapping
    MessagesResponse list(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(defaultValue = "INBOX") Box box,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return MessagesResponse.of(mailbox.messages(caller.userId(), box, cursor, limit), limit);
    }

    @Operation(summary = "The receiver has read it")
    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
        mailbox.read(id, caller.userId());
    }

    @Operation(summary = "Deletes it for sender and receiver; it is archived for a while")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
        mailbox.delete(id, caller.userId());
    }
}
