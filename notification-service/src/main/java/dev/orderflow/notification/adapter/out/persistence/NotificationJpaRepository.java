package dev.orderflow.notification.adapter.out.persistence;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface NotificationJpaRepository extends Repository<NotificationJpaEntity, UUID> {

    List<NotificationJpaEntity> findByUserIdOrderByIdDesc(String userId, Limit limit);

    List<NotificationJpaEntity> findByUserIdAndIdLessThanOrderByIdDesc(
            String userId, UUID before, Limit limit);
}
