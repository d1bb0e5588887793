package dev.orderflow.events.deadletter;

import dev.orderflow.events.deadletter.ReplayOrder.Selector;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Dead letters over REST. For administrators: whoever secures the application must close it to
 * everybody else. Where nobody is known to be calling, nobody is served.
 */
@RestController
@RequestMapping("/admin/dead-letters")
@RequiredArgsConstructor
class DeadLetterEndpoint {

    private static final int MOST_LETTERS = 200;
    private static final int LONGEST_REASON = 500;

    private final Review review;
    private final Replays replays;

    record Letters(List<LetterSummary> deadLetters, @Nullable String nextCursor) {}

    record Groups(List<LetterGroup> groups) {}

    record ReplayRequest(
            @Nullable Long id,
            @Nullable String group,
            @Nullable String until,
            @Nullable Boolean dryRun,
            @Nullable Integer perSecond,
            @Nullable Boolean evenIfApplied) {}

    record MendRequest(
            @Nullable String value, @Nullable String key, @Nullable Boolean evenIfApplied) {}

    record DiscardRequest(@Nullable String reason) {}

    @GetMapping
    Letters list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable UUID eventId,
            @RequestParam(required = false) @Nullable String aggregateId,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(defaultValue = "50") int limit,
            @Nullable Principal caller) {
        nameOf(caller);
        if (limit < 1 || limit > MOST_LETTERS) {
            throw RefusedException.malformed("limit must be 1 to " + MOST_LETTERS + ".");
        }
        var filter =
                new LetterFilter(
                        ifGiven(state, Parameters::state),
                        topic,
                        ifGiven(group, Parameters::group),
                        ifGiven(reason, Parameters::reason),
                        eventId,
                        aggregateId,
                        cursor);
        var found = review.list(filter, limit + 1); // one more tells whether there is another page
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Letters(page, found.size() > limit ? Long.toString(page.getLast().id()) : null);
    }

    @GetMapping("/groups")
    Groups groups(
            @RequestParam(required = false) @Nullable String state, @Nullable Principal caller) {
        nameOf(caller);
        return new Groups(review.groups(ifGiven(state, Parameters::state)));
    }

    @GetMapping("/{id}")
    LetterDetails show(@PathVariable long id, @Nullable Principal caller) {
        nameOf(caller);
        return LetterDetails.of(review.show(id));
    }

    @PostMapping("/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayAnswer replay(@RequestBody ReplayRequest request, @Nullable Principal caller) {
        return replays.replay(
                new ReplayOrder(
                        selector(request),
                        isTrue(request.dryRun()),
                        Objects.requireNonNullElse(
                                request.perSecond(), ReplayOrder.DEFAULT_PER_SECOND),
                        isTrue(request.evenIfApplied())),
                nameOf(caller));
    }

    @GetMapping("/replays/{replayId}")
    ReplayProgress progress(@PathVariable UUID replayId, @Nullable Principal caller) {
        nameOf(caller);
        return replays.progress(replayId);
    }

    @PostMapping("/{id}/mend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Review.Mended mend(
            @PathVariable long id, @RequestBody MendRequest request, @Nullable Principal caller) {
        if (request.value() == null) {
            throw RefusedException.malformed("value is missing: the whole event as a JSON text.");
        }
        return review.mend(
                id,
                request.value(),
                request.key(),
                isTrue(request.evenIfApplied()),
                nameOf(caller));
    }

    @PostMapping("/{id}/discard")
    LetterSummary discard(
            @PathVariable long id,
            @RequestBody DiscardRequest request,
            @Nullable Principal caller) {
        var reason = request.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw RefusedException.malformed(
                    "reason must say in 1 to %d characters why nobody needs it."
                            .formatted(LONGEST_REASON));
        }
        return review.discard(id, reason, nameOf(caller));
    }

    @PostMapping("/{id}/restore")
    LetterSummary restore(@PathVariable long id, @Nullable Principal caller) {
        return review.restore(id, nameOf(caller));
    }

    /** Here and not left to the application: it says the same wherever this library is used. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(RefusedException refused) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.valueOf(refused.status()), refused.getMessage());
        problem.setType(URI.create("urn:orderflow:problem:" + refused.type()));
        problem.setTitle(
                refused.type().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + refused.type().substring(1).replace('-', ' '));
        return ResponseEntity.of(problem).build();
    }

    private static String nameOf(@Nullable Principal caller) {
        if (caller == null) {
            throw RefusedException.unknownCaller();
        }
        return caller.getName();
    }

    private static Selector selector(ReplayRequest request) {
        var given = Stream.of(request.id(), request.group(), request.until());
        if (given.filter(Objects::nonNull).count() != 1) {
            throw RefusedException.malformed("Give exactly one of id, group and until.");
        }
        if (request.id() != null) {
            return new ReplayOrder.One(request.id());
        }
        return request.group() != null
                ? new ReplayOrder.Group(Parameters.group(request.group()))
                : new ReplayOrder.Until(Parameters.time(Objects.requireNonNull(request.until())));
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static <T> @Nullable T ifGiven(@Nullable String text, Function<String, T> meaning) {
        return text == null ? null : meaning.apply(text);
    }
}
