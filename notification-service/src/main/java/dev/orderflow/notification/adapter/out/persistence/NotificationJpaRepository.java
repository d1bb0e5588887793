package dev.orderflow.notification.adapter.out.persistence;

import dev.orderflow.notification.domain.Notification.Subject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NotificationJpaRepository extends Repository<NotificationJpaEntity, UUID> {

    @Query(
            """
            select new dev.orderflow.notification.domain.Notification$Subject(n.orderId, n.kind)
            from NotificationJpaEntity n where n.orderId in :orderIds""")
    List<Subject> findSubjects(Collection<UUID> orderIds);

    List<NotificationJpaEntity> findByUserIdOrderByIdDesc(String userId, Limit limit);

    List<NotificationJpaEntity> findByUserIdAndIdLessThanOrderByIdDesc(
            String userId, UUID before, Limit limit);
}
