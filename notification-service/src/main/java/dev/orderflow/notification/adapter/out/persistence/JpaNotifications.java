package dev.orderflow.notification.adapter.out.persistence;

import dev.orderflow.notification.application.port.out.Notifications;
import dev.orderflow.notification.domain.Kind;
import dev.orderflow.notification.domain.Notification;
import dev.orderflow.notification.domain.Notification.Subject;
import dev.orderflow.notification.domain.Told;
import dev.orderflow.notification.domain.UserId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JpaNotifications implements Notifications {

    private final NotificationJpaRepository repository;
    private final EntityManager entityManager;
    private final NamedParameterJdbcTemplate jdbc;

    /** In SQL: Hibernate would translate its own query anew for each number of orders. */
    @Override
    public Set<Subject> toldOf(Collection<UUID> orderIds) {
        return Set.copyOf(
                jdbc.query(
                        "select order_id, kind from notification where order_id in (:ids)",
                        Map.of("ids", orderIds.stream().map(Uuids::bytes).toList()),
                        (row, _) ->
                                new Subject(
                                        Uuids.of(row.getBytes("order_id")),
                                        Kind.valueOf(row.getString("kind")))));
    }

    @Override
    public void add(List<Notification> notifications) {
        notifications.forEach(each -> entityManager.persist(NotificationJpaEntity.from(each)));
        // Now, so that what others tell at the same time is noticed before anything is counted.
        entityManager.flush();
    }

    @Override
    public List<Told> newestOf(UserId userId, @Nullable UUID before, int limit) {
        var found =
                before == null
                        ? repository.findByUserIdOrderByIdDesc(userId.value(), Limit.of(limit))
                        : repository.findByUserIdAndIdLessThanOrderByIdDesc(
                                userId.value(), before, Limit.of(limit));
        return found.stream().map(NotificationJpaEntity::toTold).toList();
    }
}
