package org.qudao.gateway.problems;

import org.qudao.web.problems.Problem;

/** Ends the request with the problem, from wherever it is thrown below the filters. */
public class Refused extends RuntimeException {

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
