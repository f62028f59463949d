using MyPay.Domain.Kernel;

namespace MyPay.Tests.Simulation;

/// <summary>What the product answered.</summary>
/// <param name="IsOk">It was done, or is under way at the bank.</param>
/// <param name="Code">The refusal's code otherwise.</param>
/// <param name="IsOpen">The bank has yet to say what became of it.</param>
internal readonly record struct Heard(bool IsOk, string Code, bool IsOpen)
{
    public static Heard Of<T>(Result<T> result, Func<T, bool>? isOpen = null)
        where T : notnull =>
        result.TryGet(out var granted, out var refusal)
            ? new(true, "", isOpen?.Invoke(granted) ?? false)
            : new(false, refusal.Code, false);

    public static readonly Heard Done = new(true, "", false);

    public override string ToString() =>
        IsOpen ? "under way, the bank has not said"
        : IsOk ? "done"
        : $"refused ({Code})";
}

/// <summary>Asking the product and judging its answer.</summary>
internal sealed partial class World
{
    // What a refusal's code means in the oracle's words.
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["below the minimum"] = ["money.charge.below_minimum"],
        ["not in units"] = ["money.charge.not_in_units"],
        ["no account"] = ["money.charge.account_not_found", "money.top_up.no_account"],
        ["the account is being checked"] = ["money.charge.account_checking"],
        ["over the cap"] = ["money.charge.over_cap", "money.top_up.over_cap"],
        ["nothing"] = ["money.withdraw.not_positive", "remittance.send.not_positive", "payment.cancel.not_positive"],
        ["too little money"] = ["ledger.insufficient"],
        ["to oneself"] = ["remittance.send.to_self"],
        ["limit of a transfer"] = ["money.limit.per_transfer"],
        ["limit of a day"] = ["money.limit.per_day"],
        ["limit of a month"] = ["money.limit.per_month"],
        ["already ended"] = ["remittance.pending.already_ended"],
        ["PIN wrong"] = ["membership.pin.wrong"],
        ["PIN locked"] = ["membership.pin.locked"],
        ["amount"] = ["payment.ready.amount_invalid"],
        ["limit of a sale"] = ["payment.ready.over_limit"],
        ["code used"] = ["payment.code.used"],
        ["code expired"] = ["payment.code.expired"],
        ["another member's"] = ["payment.checkout.other_member"],
        ["paid"] = ["payment.checkout.already_paid", "payment.approve.already_approved"],
        ["quit"] = ["payment.checkout.cancelled", "payment.approve.wrong_state"],
        ["failed"] = ["payment.checkout.failed", "payment.approve.wrong_state"],
        ["expired"] = ["payment.checkout.expired", "payment.approve.expired"],
        ["not authorized"] = ["payment.approve.not_authorized"],
        ["another amount"] = ["payment.approve.amount_mismatch"],
        ["another token"] = ["payment.approve.token_mismatch"],
        ["another order"] = ["payment.approve.order_id_mismatch"],
        ["not found"] = ["payment.cancel.not_found"],
        ["nothing left"] = ["payment.cancel.wrong_state"],
        ["more than is left"] = ["payment.cancel.exceeds", "payment.cancel.exceeds_original"],
        ["the day has not ended"] = ["settlement.close.day_not_ended"],
        ["wrong state"] = ["settlement.batch.wrong_state"],
        ["own work"] = ["settlement.batch.own_work", "backoffice.role.missing"],
        ["key reused"] = ["idempotency.key_reused"],
    };

    /// <summary>The step just played met a crash, or what an earlier one left behind.</summary>
    public bool WasDisturbed { get; private set; }

    /// <summary>After a crash, a step without a key finds that it has been done already.</summary>
    private static readonly string[] DoneBefore =
    [
        "remittance.pending.already_ended",
        "payment.approve.already_approved",
        "payment.checkout.already_paid",
        "settlement.batch.wrong_state",
        "payment.cancel.wrong_state",
    ];

    /// <summary>Asks, judges the answer by what the oracle expected, and lets the oracle book it.</summary>
    /// <param name="what">In words.</param>
    /// <param name="forecast">What must come of it.</param>
    /// <param name="ask">Asks the product; asked a second time after a crash, as a person does who has heard
    /// nothing.</param>
    public async Task<Heard> DoAsync(string what, Forecast forecast, Func<Task<Heard>> ask)
    {
        var plan = Foresee(forecast);
        var (effects, open) = (Bank.Effects.Count, OpenCalls().Select(call => call.Id).ToHashSet());
        var begun = Oracle.Now;
        var heard = await TryAsync(ask);
        var isDisturbed = forecast.MayBeRefused || plan.CrossesMidnight;
        if (heard is null)
        {
            await RestartAsync();
            isDisturbed = true;
            heard = await ask();
            if (!heard.Value.IsOk && DoneBefore.Contains(heard.Value.Code) && forecast.No is null)
                heard = Heard.Done;
        }

        WasDisturbed = isDisturbed;
        Tell($"{what}: {heard}");
        var calls = OpenCalls();
        if (isDisturbed)
            BookByFacts(
                forecast,
                heard.Value,
                Bank.Effects[effects..],
                [.. calls.Where(call => !open.Contains(call.Id))],
                calls
            );
        else
            BookAsForeseen(forecast, plan, heard.Value, begun, [.. calls.Where(call => !open.Contains(call.Id))]);
        Look();
        return heard.Value;
    }

    /// <summary>The same for a wish with a key: once it is fulfilled, it may be sent once more.</summary>
    public async Task<Heard> DoWithKeyAsync(string what, Forecast forecast, Func<Task<Heard>> ask)
    {
        var heard = await DoAsync(what, forecast, ask);
        if (heard is { IsOk: true, IsOpen: false })
            Last = new(what, ask);
        return heard;
    }

    /// <summary>A job runs; when the power fails over it, it runs again.</summary>
    public async Task RunAsync<T>(string what, Func<Task<T>> job)
    {
        async Task<Heard> RunJobAsync()
        {
            await job();
            return Bank.Fate.IsDead ? new(false, "", false) : Heard.Done;
        }

        WasDisturbed = false;
        if (await TryAsync(RunJobAsync) is null)
        {
            await RestartAsync();
            WasDisturbed = true;
            await job();
        }

        Tell(what);
    }

    /// <summary>Null: the machine died over it.</summary>
    private async Task<Heard?> TryAsync(Func<Task<Heard>> ask)
    {
        try
        {
            var heard = await ask();
            // A yes that was heard counts, whatever became of the machine a moment later.
            return Bank.Fate.IsDead && !heard.IsOk ? null : heard;
        }
        catch (Exception) when (Bank.Fate.IsDead)
        {
            return null;
        }
    }

    private Plan Foresee(Forecast forecast)
    {
        Foreseen? topUp = forecast is { No: null, TopUp: { } charge }
            ? Bank.Foresee(true, charge.Person.Number, charge.Won)
            : null;
        var covered = topUp is null or { Answer: Answer.Yes };
        Foreseen? wayOut =
            forecast is { No: null, Out: { } away } && covered
                ? Bank.Foresee(false, away.Number, away.Won, topUp is null ? 0 : 1)
                : null;
        return new(
            topUp,
            wayOut,
            topUp is not null && Oracle.Now.AddSeconds(topUp.Value.Seconds).Date != Oracle.Now.Date
        );
    }

    private void BookAsForeseen(Forecast forecast, Plan plan, Heard heard, DateTime begun, List<ProductCall> opened)
    {
        forecast.Always?.Invoke();
        if (forecast.No is { } no)
        {
            Expect(!heard.IsOk && Words[no].Contains(heard.Code), $"expected a refusal ({no})");
            Expect(opened.Count == 0, "expected no call to a bank");
            return;
        }

        if (plan.TopUp is { } topUp)
        {
            var charge = forecast.TopUp!;
            if (topUp.Answer == Answer.Yes)
                Oracle.Charged(charge.Person, charge.Won);
            else
                forecast.TopUpFailed?.Invoke();
            if (topUp.Answer == Answer.No)
                Expect(
                    !heard.IsOk && heard.Code.StartsWith("banking.", StringComparison.Ordinal),
                    "expected the bank's no"
                );
            if (topUp.Answer == Answer.Unknown)
            {
                Expect(
                    heard.IsOpen || heard.Code == "money.top_up.unknown",
                    "expected a charge of which the bank has not said what became of it"
                );
                LeaveOpen(
                    opened,
                    true,
                    charge.Person,
                    charge.Won,
                    moved =>
                    {
                        if (moved)
                            Oracle.Charged(charge.Person, charge.Won);
                    }
                );
            }

            if (topUp.Answer != Answer.Yes)
                return;
        }

        Oracle.Now = begun.AddSeconds(plan.TopUp?.Seconds ?? 0);
        forecast.Main();
        Look();
        if (plan.WayOut is not { } wayOut)
        {
            Expect(heard is { IsOk: true, IsOpen: false }, "expected that it is done");
            return;
        }

        switch (wayOut.Answer)
        {
            case Answer.Yes:
                Expect(heard is { IsOk: true, IsOpen: false }, "expected that it is done");
                forecast.End(true);
                break;
            case Answer.No:
                Expect(
                    !heard.IsOk && heard.Code.StartsWith("banking.", StringComparison.Ordinal),
                    "expected the bank's no"
                );
                forecast.End(false);
                break;
            default:
                Expect(heard.IsOpen, "expected that the bank has not said what became of it");
                LeaveOpen(opened, false, null, forecast.Out!.Won, forecast.End);
                break;
        }

        void Expect(bool isTrue, string expectation)
        {
            if (!isTrue)
                Fail($"{expectation}; it was {heard}");
        }
    }

    private void LeaveOpen(List<ProductCall> opened, bool comesIn, Person? payer, long won, Action<bool> end)
    {
        if (opened is not [var call] || call.ComesIn != comesIn || call.Won != won)
            Fail($"expected one open call of {won:N0} won; the product has {string.Join(", ", opened)}");
        Oracle.Open.Add(new(opened[0].Id, comesIn, payer?.N, won, end));
    }

    /// <summary>
    /// After a crash: what the bank did and what the product says is open are facts; whatever was answered must be as
    /// true as if nothing had happened. Only what is in the wallet and what waits above the cap may be shared out
    /// otherwise, for it depends on what came first.
    /// </summary>
    private void BookByFacts(
        Forecast forecast,
        Heard heard,
        List<Effect> effects,
        List<ProductCall> opened,
        List<ProductCall> calls
    )
    {
        foreach (
            var twice in effects
                .Where(effect => effect.Moved)
                .GroupBy(effect => (effect.ComesIn, effect.Number))
                .Where(group => group.Count() > 1)
        )
            Fail($"the bank moved {twice.First().Won:N0} won {twice.Count()} times for one wish");
        if (forecast.No is not null && heard.IsOk)
            Fail($"expected a refusal ({forecast.No}); it was {heard}");
        if (forecast.No is null || heard.IsOk == false)
            forecast.Always?.Invoke();

        var people = new HashSet<Person>();
        foreach (
            var call in effects
                .Where(effect => effect.ComesIn && effect.Moved)
                .Select(effect => effect.Id)
                .Concat(opened.Where(call => call.ComesIn).Select(call => call.Id))
                .Distinct()
        )
        {
            var (person, won) = (
                forecast.TopUp!.Person,
                effects.Find(effect => effect.Id == call)?.Won ?? opened.Find(o => o.Id == call)!.Won
            );
            people.Add(person);
            if (calls.Exists(c => c.Id == call))
                Oracle.Open.Add(
                    new(
                        call,
                        true,
                        person.N,
                        won,
                        moved =>
                        {
                            if (moved)
                                Oracle.Charged(person, won);
                        }
                    )
                );
            else
                Oracle.Charged(person, won);
        }

        var away =
            opened.Find(call => !call.ComesIn)
            ?? (
                effects.Find(effect => !effect.ComesIn && effect.Moved) is { } sent
                    ? new ProductCall(sent.Id, false, sent.Won)
                    : null
            );
        if (!heard.IsOk && away is null)
        {
            Reshare(people);
            return;
        }

        if (forecast.No is null)
        {
            forecast.Main();
            if (away is not null && calls.Exists(call => call.Id == away.Id))
                Oracle.Open.Add(new(away.Id, false, null, away.Won, forecast.End));
            else if (away is not null)
                forecast.End(true);
        }

        Reshare([.. Oracle.People]);
    }

    private void Reshare(IEnumerable<Person> people)
    {
        var actual = Balances(machine, names);
        foreach (var person in people)
        {
            var (wallet, pending) = (
                actual.GetValueOrDefault($"wallet {person.Name}"),
                actual.GetValueOrDefault($"pending {person.Name}")
            );
            if (wallet + pending == person.Wallet + person.Pending)
                (person.Wallet, person.Pending) = (wallet, pending);
        }
    }

    /// <summary>Transfers of which the product does not know the end.</summary>
    public List<ProductCall> OpenCalls() =>
        Rows(
            "SELECT \"BankTranId\", \"Kind\" = 'Withdraw', \"Amount\" FROM banking_call WHERE \"State\" IN "
                + "('Sending', 'Unknown', 'OperatorCase') AND \"Kind\" <> 'HolderInquiry' ORDER BY rowid",
            row => new ProductCall(row.GetString(0), row.GetBoolean(1), row.GetInt64(2))
        );

    /// <summary>A job ran: what the product knows now must be what the bank did.</summary>
    public void LearnEnds()
    {
        if (Oracle.Open.Count == 0)
            return;
        var states = Rows(
                "SELECT \"BankTranId\", \"State\" FROM banking_call",
                row => (Id: row.GetString(0), State: row.GetString(1))
            )
            .ToDictionary(call => call.Id, call => call.State);
        foreach (var call in Oracle.Open.ToList())
        {
            if (states[call.Id] is not ("Succeeded" or "Failed"))
                continue;
            var moved = Moved(call.Id);
            if (states[call.Id] == "Succeeded" != moved)
                Fail(
                    $"of a call of {call.Won:N0} won the product says {states[call.Id]}; at the bank the money "
                        + $"{(moved ? "has moved" : "has not moved")}"
                );
            Oracle.Open.Remove(call);
            call.End(moved);
        }

        Reshare(Oracle.People);
    }

    private sealed record Plan(Foreseen? TopUp, Foreseen? WayOut, bool CrossesMidnight);
}

/// <summary>A call that the product has not seen the end of.</summary>
internal sealed record ProductCall(string Id, bool ComesIn, long Won);
