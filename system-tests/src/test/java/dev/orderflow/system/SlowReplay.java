package dev.orderflow.system;

import dev.orderflow.cli.dlq.DeadLetterClient;
import dev.orderflow.cli.dlq.Replay;
import dev.orderflow.cli.dlq.ReplayProgress;
import dev.orderflow.cli.dlq.ReplayRequest;
import dev.orderflow.cli.dlq.ReplayRequest.Selection;
import dev.orderflow.cli.dlq.ReplayWatch;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A replay by notification-service, one letter a second: most are still to be sent when the first
 * two are.
 */
final class SlowReplay {

    private final TestStack system;
    private final Replay replay;

    private SlowReplay(TestStack system, Replay replay) {
        this.system = system;
        this.replay = replay;
    }

    static SlowReplay start(TestStack system, DeadLetterClient desk, Selection selection) {
        return new SlowReplay(system, desk.replay(new ReplayRequest(selection, false, 1, false)));
    }

    String id() {
        return replay.id();
    }

    /** It was sent, and its sender waits to note that; the oldest's does not have to. */
    void awaitHandledButNotNoted(String oldest) {
        Awaitility.await("a letter that is handled and not noted as sent")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                system.number(
                                                """
                                                select count(*) from notification_service.dead_letter_sending s
                                                join notification_service.dead_letter l on l.id = s.letter_id
                                                join notification_service.processed_event p on p.event_id = l.event_id
                                                where s.state = 'waiting' and s.replay_id = %s and s.letter_id > %s"""
                                                        .formatted(binaryId(), oldest))
                                        > 0);
    }

    /** Until the claim of the dead has ended, and the slow replay would be through. */
    void letTimePass() throws SQLException {
        system.execute(
                "update notification_service.dead_letter_sending set send_at = utc_timestamp(6) where state = 'waiting' and replay_id = "
                        + binaryId());
    }

    ReplayProgress awaitOver(DeadLetterClient desk) {
        return Awaitility.await("the replay to be over")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions() // it is still starting
                .until(
                        () -> new ReplayWatch(Duration.ofMinutes(1)).follow(desk, id()),
                        ReplayProgress::isOver);
    }

    /** What people did about it. */
    long acts() throws SQLException {
        return system.number(
                "select count(*) from notification_service.dead_letter_act where replay_id = "
                        + binaryId());
    }

    private String binaryId() {
        return "unhex('%s')".formatted(id().replace("-", ""));
    }
}
