package com.example.messages.application;

import com.example.messages.application.port.in.PriorityUseCase;
import com.example.messages.application.port.out.Messages;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class PriorityService implements PriorityUseCase {

    private final Messages messages;
    private final MessageSettings settings;

    @Override
    public boolean matters(String sender) {
        return settings.prioritySenders().contains(sender);
    }

    @Override
    public void markAsPriority(UUID messageId) {
        messages.markAsPriority(messageId);
    }
}
