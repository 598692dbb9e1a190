"""De former, en årsstatus kan tages med i: hele teksten, den lette udgave, regneark og dagsordenspunkt."""
