package dev.orderflow.notification.application;

import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoUnit.DAYS;

import dev.orderflow.notification.application.port.in.ReadStatisticsUseCase;
import dev.orderflow.notification.application.port.out.DailyCounts;
import java.time.Clock;
import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class ReadStatisticsService implements ReadStatisticsUseCase {

    /** No event is older or younger, and the database knows no other dates. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final DailyCounts counts;
    private final Clock clock;

    @Override
    @Transactional(readOnly = true)
    public Statistics read(@Nullable LocalDate from, @Nullable LocalDate to) {
        var last = checked(to == null ? LocalDate.ofInstant(clock.instant(), UTC) : to);
        var first = from == null ? usualFirst(last) : checked(from);
        if (first.isAfter(last)) {
            throw new InvalidPeriod("from (%s) must not be after to (%s)".formatted(first, last));
        }
        if (DAYS.between(first, last) >= MOST_DAYS) {
            throw new InvalidPeriod(
                    "from and to must not be more than %d days apart, both included"
                            .formatted(MOST_DAYS));
        }
        return new Statistics(first, last, counts.between(first, last));
    }

    private static LocalDate checked(LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw new InvalidPeriod(
                    "from and to must be between %s and %s".formatted(EARLIEST, LATEST));
        }
        return day;
    }

    private static LocalDate usualFirst(LocalDate last) {
        var first = last.minusDays(USUAL_DAYS - 1);
        return first.isBefore(EARLIEST) ? EARLIEST : first;
    }
}
