using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;

namespace MyPay.Tests.Simulation;

internal sealed record Charge(int Who, Amount Amount) : Step
{
    public override Task PlayAsync(World world)
    {
        var (person, resident) = world.Meet(Who);
        if (resident.Account is not { } account)
            return Task.CompletedTask;
        var (won, key) = (Amount.InUnits(world, person), world.KeyOf(person.Name));
        return world.DoWithKeyAsync(
            $"{person.Name} charges {won:N0}",
            world.Oracle.Charge(person, won),
            async () =>
                Heard.Of(
                    await world.AskAsync((IWallets w) => w.ChargeAsync(new(resident.Id, account, Won.Of(won), key))),
                    charge => charge.State == MoveState.Checking
                )
        );
    }
}

internal sealed record Withdraw(int Who, Amount Amount) : Step
{
    public override Task PlayAsync(World world)
    {
        var (person, resident) = world.Meet(Who);
        if (resident.Account is not { } account)
            return Task.CompletedTask;
        var (won, key) = (Amount.In(world, person), world.KeyOf(person.Name));
        return world.DoWithKeyAsync(
            $"{person.Name} withdraws {won:N0}",
            world.Oracle.Withdraw(person, won),
            async () =>
                Heard.Of(
                    await world.AskAsync((IWallets w) => w.WithdrawAsync(new(resident.Id, account, Won.Of(won), key))),
                    move => move.State == MoveState.Checking
                )
        );
    }
}

internal sealed record Send(int Who, int Whom, Amount Amount, bool Waits) : Step
{
    public override async Task PlayAsync(World world)
    {
        var ((from, sender), (to, receiver)) = (world.Meet(Who), world.Meet(Whom));
        var (won, key) = (Amount.In(world, from), world.KeyOf(from.Name));
        var sent = Guid.Empty;
        var heard = await world.DoWithKeyAsync(
            $"{from.Name} sends {won:N0} to {to.Name}{(Waits ? ", to be accepted" : "")}",
            world.Oracle.Send(from, to, won, Waits),
            async () =>
            {
                var result = await world.AskAsync(
                    (IRemittances r) => r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(won), null, Waits, key))
                );
                if (result.TryGet(out var view, out _))
                    sent = view.Id;
                return Heard.Of(result);
            }
        );
        if (heard.IsOk && Waits)
            world.Oracle.Waits(sent, from, to, won);
    }
}

internal sealed record SendOut(int Who, bool IsClosed, Amount Amount) : Step
{
    public override Task PlayAsync(World world)
    {
        var (person, resident) = world.Meet(Who);
        var (won, key) = (Amount.In(world, person), world.KeyOf(person.Name));
        var (number, holder) = IsClosed ? (TheBank.ClosedAccount, "박닫힘") : (Town.OutsideAccount, "김밖에");
        return world.DoWithKeyAsync(
            $"{person.Name} sends {won:N0} to {(IsClosed ? "a closed" : "an")} account",
            world.Oracle.SendToBank(person, number, won),
            async () =>
                Heard.Of(
                    await world.AskAsync(
                        (IRemittances r) =>
                            r.SendToBankAsync(new(resident.Id, "088", number, holder, Won.Of(won), null, key))
                    ),
                    sent => sent.State == RemittanceState.AtBank
                )
        );
    }
}

internal sealed record Accept(int Which) : Step
{
    public override Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Waiting, Which) is not { } sent)
            return Task.CompletedTask;
        return world.DoAsync(
            $"{sent.To.Name} accepts {sent.Won:N0} from {sent.From.Name}",
            world.Oracle.Accept(sent),
            async () =>
                Heard.Of(
                    await world.AskAsync(
                        (IRemittances r) => r.AcceptAsync(world.Town.People[sent.To.N].Id, sent.Handle)
                    )
                )
        );
    }
}

/// <summary>The receiver does not want it, or the sender takes it back.</summary>
internal sealed record GiveBack(int Which, bool ByReceiver) : Step
{
    public override Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Waiting, Which) is not { } sent)
            return Task.CompletedTask;
        var (who, what) = ByReceiver ? (sent.To, "does not want") : (sent.From, "takes back");
        var id = world.Town.People[who.N].Id;
        return world.DoAsync(
            $"{who.Name} {what} the {sent.Won:N0} from {sent.From.Name} to {sent.To.Name}",
            world.Oracle.GiveBack(sent),
            async () =>
                Heard.Of(
                    await world.AskAsync(
                        (IRemittances r) => ByReceiver ? r.RefuseAsync(id, sent.Handle) : r.CancelAsync(id, sent.Handle)
                    )
                )
        );
    }
}

internal sealed record EnterPin(int Who, bool IsRight) : Step
{
    public override async Task PlayAsync(World world)
    {
        var (person, resident) = world.Meet(Who);
        var misses = person.PinMisses;
        await world.DoAsync(
            $"{person.Name} enters {(IsRight ? "the right" : "a wrong")} PIN",
            Oracle.EnterPin(person, IsRight),
            async () =>
                Heard.Of(await world.AskAsync((IPins p) => p.VerifyAsync(resident.Id, IsRight ? Town.Pin : "852741")))
        );
        if (!world.WasDisturbed)
            return;

        // A try that the power cut short may have been counted, and so may the one after the start.
        person.PinMisses = world
            .Rows(
                "SELECT \"Member\", \"Tries\" FROM membership_pin",
                row => (Member: row.GetGuid(0), Tries: row.GetInt32(1))
            )
            .Single(pin => pin.Member == resident.Id.Value)
            .Tries;
        if (person.PinMisses < misses && !IsRight || person.PinMisses > misses + 2)
            world.Fail($"{person.Name} had {misses} wrong PINs behind, and then {person.PinMisses}");
    }
}

/// <summary>The last wish that was fulfilled is sent a second time, under its key.</summary>
internal sealed record Again : Step
{
    public override Task PlayAsync(World world) =>
        world.Last is { } last
            ? world.DoAsync($"once more: {last.What}", new Forecast(), last.Ask)
            : Task.CompletedTask;
}
