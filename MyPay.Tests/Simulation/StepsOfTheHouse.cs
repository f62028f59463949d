using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;

namespace MyPay.Tests.Simulation;

/// <summary>The job that asks banks what became of open calls.</summary>
internal sealed record AskTheBank : Step
{
    public override async Task PlayAsync(World world)
    {
        await world.RunAsync(
            "the banks are asked about open calls",
            () => world.AskAsync((IFirmBank bank) => bank.InquireDueAsync())
        );
        world.LearnEnds();
    }
}

/// <summary>The jobs that end what nobody wanted in its time.</summary>
internal sealed record Housekeeping : Step
{
    public override Task PlayAsync(World world) =>
        world.DoAsync(
            "what is too old ends",
            world.Oracle.ExpireWaiting(),
            async () =>
            {
                await world.AskAsync((IRemittances r) => r.ReturnExpiredAsync());
                await world.AskAsync((IPaymentUpkeep p) => p.ExpireAsync());
                return Heard.Done;
            }
        );
}

/// <summary>Yesterday is closed, or too early today.</summary>
internal sealed record CloseDay(int DaysAgo, bool ByClockwork) : Step
{
    public override Task PlayAsync(World world)
    {
        var day = world.Oracle.Today.AddDays(-DaysAgo);
        return world.DoAsync(
            $"{(ByClockwork ? "the clockwork" : "the operator")} closes {day:MM-dd}",
            world.Oracle.Close(day),
            async () =>
                Heard.Of(
                    await world.AskAsync(
                        (ISettlements s) => s.CloseAsync(day, ByClockwork ? Actor.System : world.Town.Operator)
                    )
                )
        );
    }
}

/// <summary>What people do to a batch.</summary>
internal enum DeskAct
{
    Approve,
    ApproveOwn,
    Hold,
    Release,
    Retry,
}

internal sealed record AtTheDesk(int Which, DeskAct Act) : Step
{
    public override Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Batches, Which) is not { } batch)
            return Task.CompletedTask;
        var id = world.BatchRows().Single(row => row.Shop == batch.Shop && row.To == batch.To).Id;
        var (maker, checker) = (world.Town.Operator, world.Town.Approver);
        var what = $"the batch of {batch.Shop.Name} until {batch.To:MM-dd}";
        return Act switch
        {
            DeskAct.Approve => DoAsync(
                $"the approver approves {what}",
                Oracle.Move(batch, ["Draft"], "Approved"),
                s => s.ApproveAsync(id, checker)
            ),
            DeskAct.ApproveOwn => DoAsync(
                $"the operator approves {what}",
                Oracle.Move(batch, ["Draft"], "Approved", "own work"),
                s => s.ApproveAsync(id, maker)
            ),
            DeskAct.Hold => DoAsync(
                $"the operator holds {what}",
                Oracle.Move(batch, ["Draft", "Approved", "Failed"], "Held"),
                s => s.HoldAsync(id, "확인", maker)
            ),
            DeskAct.Release => DoAsync(
                $"the operator releases {what}",
                Oracle.Move(batch, ["Held"], "Draft"),
                s => s.ReleaseAsync(id, "확인했어요", maker)
            ),
            _ => DoAsync(
                $"the operator retries {what}",
                Oracle.Move(batch, ["Failed"], "Draft"),
                s => s.RetryAsync(id, "다시", maker)
            ),
        };

        Task DoAsync(string words, Forecast forecast, Func<ISettlements, Task<Result<BatchView>>> act) =>
            world.DoAsync(words, forecast, async () => Heard.Of(await world.AskAsync(act)));
    }
}

/// <summary>
/// The job that pays what is approved and due: each batch once, whatever the bank says and whenever the power fails.
/// </summary>
internal sealed record PayDue : Step
{
    public override async Task PlayAsync(World world)
    {
        var (oracle, due, before) = (world.Oracle, world.Oracle.DueNow(), world.Bank.Effects.Count);
        var known = oracle.Open.Select(call => call.Id).ToHashSet();
        await world.RunAsync("what is due is paid out", () => world.AskAsync((ISettlements s) => s.PayDueAsync()));
        var paid = world.Bank.Effects.Skip(before).Where(effect => effect.Moved && !known.Contains(effect.Id)).ToList();
        var rows = world.BatchRows();
        foreach (var batch in due)
        {
            var (state, call) = rows.Where(row => row.Shop == batch.Shop && row.To == batch.To)
                .Select(row => (row.State, row.Call))
                .Single();
            if (state == "Approved")
                world.Fail($"{batch} is due and was not paid");
            var effect = paid.Find(e => e.Id == call);
            if (effect is not null && (effect.Won != batch.PayOut || effect.Number != world.StoreOf(batch.Shop).Number))
                world.Fail($"{batch} was paid as {effect.Won:N0} won to {effect.Number}");
            if (effect is not null)
                paid.Remove(effect);
            oracle.PayoutBegins(batch);
            if (state is "Paying" or "Unknown")
                oracle.Open.Add(new(call, false, null, batch.PayOut, arrived => oracle.PayoutEnds(batch, arrived)));
            else if (state == "Paid" != effect is not null)
                world.Fail(
                    $"{batch}: the product says {state}; at the bank the money "
                        + $"{(effect is null ? "has not moved" : "has moved")}"
                );
            else
                oracle.PayoutEnds(batch, state == "Paid");
        }

        if (paid.Count > 0)
            world.Fail($"{paid[0].Won:N0} won were paid out that nobody owed");
        world.LearnEnds();
    }
}
