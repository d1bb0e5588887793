package dev.orderflow.notification.application.port.in;

import dev.orderflow.notification.domain.DailyCount;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many orders were created, paid, completed, cancelled and refunded, day by day. */
public interface ReadStatisticsUseCase {

    /**
     * The counts of these days, both included, in the order of their keys.
     *
     * @param from by default 29 days before {@code to}
     * @param to by default today (UTC)
     * @throws InvalidPeriod when it ends before it begins, is longer than 366 days, or lies in
     *     another century
     */
    Statistics read(@Nullable LocalDate from, @Nullable LocalDate to);

    /** The period that was asked for, and what is known about it. */
    record Statistics(LocalDate from, LocalDate to, List<DailyCount> counts) {}

    /** The message says what to mend. */
    final class InvalidPeriod extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public InvalidPeriod(String message) {
            super(message);
        }
    }
}
