module example.org/read_bounce

go 1.19
