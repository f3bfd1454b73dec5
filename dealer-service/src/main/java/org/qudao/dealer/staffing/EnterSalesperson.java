package org.qudao.dealer.staffing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qudao.dealer.people.Salespeople;
import org.qudao.dealer.people.Salesperson;
import org.springframework.stereotype.Service;

/** Enters somebody new or describes somebody known anew; assignments are not touched. */
@Service
class EnterSalesperson {
    private final Salespeople people;

    EnterSalesperson(Salespeople people) {
        this.people = people;
    }

    Salesperson enter(String id, String name, @Nullable String title, @Nullable String managerId) {
        Salesperson fresh = new Salesperson(id, name, title, managerId, List.of());
        while (true) {
            var changed = people.change(id, person -> person.described(name, title, managerId));
            if (changed.isPresent()) {
                return changed.get();
            }
            if (people.add(fresh)) {
                return fresh;
            }
        }
    }
}
