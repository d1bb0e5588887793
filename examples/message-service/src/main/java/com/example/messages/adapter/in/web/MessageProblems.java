package com.example.messages.adapter.in.web;

import com.example.messages.application.port.in.FeedUseCase.FeedNotFound;
import com.example.messages.application.port.in.FeedUseCase.FlawedElements;
import com.example.messages.application.port.in.MailboxUseCase.MessageNotFound;
import dev.orderflow.web.ProblemMapping;
import dev.orderflow.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** What this service's exceptions mean to a caller. */
@Component
class MessageProblems implements ProblemMapping {

    private static final int MOST_FLAWS = 100;

    @Override
    public @Nullable ProblemDetail map(RuntimeException exception) {
        return switch (exception) {
            case MessageNotFound missing ->
                    Problems.of(HttpStatus.NOT_FOUND, "message-not-found", missing.getMessage());
            case FeedNotFound missing ->
                    Problems.of(HttpStatus.NOT_FOUND, "feed-not-found", missing.getMessage());
            case FlawedElements flawed -> {
                var problem =
                        Problems.of(HttpStatus.BAD_REQUEST, "flawed-elements", flawed.getMessage());
                problem.setProperty("flaws", flawed.flaws().stream().limit(MOST_FLAWS).toList());
                yield problem;
            }
            default -> null;
        };
    }
}
