package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.in.TopUpPointsUseCase;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class TopUpPointsService implements TopUpPointsUseCase {

    private final PointsLedger ledger;

    @Override
    @Transactional
    public void topUp(UserId userId, Money money) {
        var account = ledger.open(new PointsAccount.Key(userId, money.currency()));
        ledger.book(account, account.topUp(money).orElseThrow(BalanceLimitReached::new));
    }
}
