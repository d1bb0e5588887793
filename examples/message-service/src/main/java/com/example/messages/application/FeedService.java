package com.example.messages.application;

import com.example.messages.application.port.in.FeedUseCase;
import com.example.messages.application.port.out.FeedEvents;
import com.example.messages.application.port.out.FeedSchemas;
import com.example.messages.domain.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class FeedService implements FeedUseCase {

    private final FeedSchemas schemas;
    private final FeedEvents events;

    @Override
    @Transactional
    public List<UUID> publish(String feed, List<String> elements) {
        if (!schemas.knows(feed)) {
            throw new FeedNotFound(feed);
        }
        var flaws = new ArrayList<Flaw>();
        for (var number = 0; number < elements.size(); number++) {
            flaws.addAll(schemas.flaws(feed, number, elements.get(number)));
        }
        if (!flaws.isEmpty()) {
            throw new FlawedElements(List.copyOf(flaws));
        }
        return elements.stream()
                .map(element -> events.publish(feed, schemas.key(feed, element), element))
                .toList();
    }
}
