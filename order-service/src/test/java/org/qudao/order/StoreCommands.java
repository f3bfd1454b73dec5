package org.qudao.order;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Notes what request threads ask of the store. */
@TestConfiguration(proxyBeanMethods = false)
class StoreCommands {

    private final Queue<String> commands = new ConcurrentLinkedQueue<>();

    @Bean
    MongoClientSettingsBuilderCustomizer noteCommands() {
        return settings -> settings.addCommandListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (Thread.currentThread().getName().startsWith("tomcat-handler")) {
                    String name = event.getCommandName();
                    commands.add(name + " " + event.getCommand().getString(name).getValue());
                }
            }
        });
    }

    void clear() {
        commands.clear();
    }

    List<String> noted() {
        return List.copyOf(commands);
    }
}
