package dev.orderflow.notification.application;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.orderflow.notification.application.port.in.TellCustomersUseCase;
import dev.orderflow.notification.application.port.out.DailyCounts;
import dev.orderflow.notification.application.port.out.MailAlarm;
import dev.orderflow.notification.application.port.out.Notifications;
import dev.orderflow.notification.domain.DailyCount;
import dev.orderflow.notification.domain.Notification;
import dev.orderflow.notification.domain.Notification.Subject;
import dev.orderflow.notification.domain.OrderNews;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class TellCustomersService implements TellCustomersUseCase {

    private final Notifications notifications;
    private final DailyCounts counts;
    private final MailAlarm mailAlarm;
    private final NotificationMetrics metrics;
    private final Clock clock;

    @Override
    @Transactional
    public void tell(List<OrderNews> news) {
        var fresh = notToldYet(news);
        if (fresh.isEmpty()) {
            return;
        }
        notifications.add(fresh);
        // Last, as everybody counts in the same few rows and keeps them locked until the commit.
        counts.add(DailyCount.of(fresh.stream().map(Notification::news).toList()));
        AfterCommit.run(
                () -> {
                    metrics.told(fresh);
                    mailAlarm.ring();
                });
    }

    private List<Notification> notToldYet(List<OrderNews> news) {
        var now = clock.instant().truncatedTo(MICROS);
        var bySubject = new LinkedHashMap<Subject, Notification>();
        news.stream()
                .filter(OrderNews::isWorthTelling)
                .map(each -> Notification.about(each, now))
                .forEach(each -> bySubject.putIfAbsent(each.subject(), each));
        if (!bySubject.isEmpty()) {
            var orders =
                    bySubject.keySet().stream().map(Subject::orderId).collect(Collectors.toSet());
            bySubject.keySet().removeAll(notifications.toldOf(orders));
        }
        return List.copyOf(bySubject.values());
    }
}
