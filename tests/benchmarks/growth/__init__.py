"""What ``bench_growth`` lets grow, each kind of work in a file of its own."""
