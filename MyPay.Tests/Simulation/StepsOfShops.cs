using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Tests.Simulation;

internal sealed record ShowCode(int Who) : Step
{
    public override async Task PlayAsync(World world)
    {
        var (person, resident) = world.Meet(Who);
        var digits = "";
        await world.DoAsync(
            $"{person.Name} shows a code",
            new Forecast(),
            async () =>
            {
                digits = (await world.AskAsync((IInStore s) => s.IssueCodeAsync(resident.Id))).Code;
                return Heard.Done;
            }
        );
        world.Oracle.Issued(person, digits);
    }
}

internal sealed record PayByCode(int Which, int Where, Amount Amount) : Step
{
    public override async Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Codes, Which) is not { } code)
            return;
        var (shop, store) = world.Visit(Where);
        var (won, key, tid) = (Amount.In(world, code.Owner), world.KeyOf(shop.Name), "");
        await world.DoWithKeyAsync(
            $"{shop.Name} takes {won:N0} by {code.Owner.Name}'s code",
            world.Oracle.PayByCode(shop, code, won, (at, who, paid) => world.Oracle.Sold(tid, at, who, paid)),
            async () =>
            {
                var result = await world.AskAsync(
                    (IInStore s) =>
                        s.PayByCodeAsync(new(store.Id, true, code.Digits, won, key, "아메리카노", null, key))
                );
                if (result.TryGet(out var view, out _))
                    tid = view.Tid;
                return Heard.Of(result);
            }
        );
        if (world.WasDisturbed && !code.IsUsed)
            code.Claimed = world.Oracle.Now.AddMinutes(2);
    }
}

internal sealed record PayByKey(int Who, int Where, Amount Amount) : Step
{
    public override Task PlayAsync(World world)
    {
        var ((person, _), (shop, store)) = (world.Meet(Who), world.Visit(Where));
        var (won, key, tid) = (Amount.In(world, person), world.KeyOf(shop.Name), "");
        return world.DoWithKeyAsync(
            $"{shop.Name} charges {won:N0} to {person.Name}'s recurring key",
            world.Oracle.PayByKey(shop, person, won, (at, who, paid) => world.Oracle.Sold(tid, at, who, paid)),
            async () =>
            {
                var charge = new SidCharge(
                    store.Id,
                    store.RecurringCid,
                    store.Sids[person.N],
                    key,
                    "u",
                    "정기 배송",
                    null,
                    1,
                    won,
                    0,
                    null,
                    null,
                    key
                );
                var result = await world.AskAsync((IPayments p) => p.ChargeSidAsync(charge));
                if (result.TryGet(out var view, out _))
                    tid = view.Tid;
                return Heard.Of(result);
            }
        );
    }
}

internal sealed record GetReady(int Where, Amount Amount) : Step
{
    public override async Task PlayAsync(World world)
    {
        var (shop, store) = world.Visit(Where);
        var (won, key, tid) = (Amount.In(world, world.Oracle.People[0]), world.KeyOf(shop.Name), "");
        var until = world.Oracle.Now.AddMinutes(15);
        var heard = await world.DoAsync(
            $"{shop.Name} prepares a payment of {won:N0}",
            Oracle.Ready(won),
            async () =>
            {
                const string Back = "http://localhost:8000/back";
                var result = await world.AskAsync(
                    (IPayments p) =>
                        p.ReadyAsync(
                            new(
                                store.Id,
                                true,
                                store.Cid,
                                "order",
                                "u",
                                "원두",
                                null,
                                1,
                                won,
                                0,
                                null,
                                0,
                                Back,
                                Back,
                                Back,
                                null,
                                null,
                                key
                            )
                        )
                );
                if (result.TryGet(out var view, out _))
                    tid = view.Tid;
                return Heard.Of(result);
            }
        );
        if (heard.IsOk)
            world.Oracle.Orders.Add(new(tid, shop, won, until));
    }
}

internal sealed record Authorize(int Which, int Who) : Step
{
    public override async Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Orders, Which) is not { } order)
            return;
        var (person, resident) = world.Meet(Who);
        await world.DoAsync(
            $"{person.Name} authorizes the {order.Total:N0} of {order.Shop.Name}",
            world.Oracle.Authorize(order, person),
            async () =>
            {
                var result = await world.AskAsync((IPayments p) => p.AuthorizeAsync(order.Tid, resident.Id));
                if (result.TryGet(out var address, out _))
                    order.Token = address.Url[(address.Url.IndexOf("pg_token=", StringComparison.Ordinal) + 9)..];
                return Heard.Of(result);
            }
        );
    }
}

internal sealed record QuitOrder(int Which, int Who) : Step
{
    public override Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Orders, Which) is not { } order)
            return Task.CompletedTask;
        var (person, resident) = world.Meet(Who);
        return world.DoAsync(
            $"{person.Name} quits the {order.Total:N0} of {order.Shop.Name}",
            world.Oracle.Quit(order, person),
            async () => Heard.Of(await world.AskAsync((IPayments p) => p.QuitAsync(order.Tid, resident.Id)))
        );
    }
}

/// <summary>What is wrong with an approve.</summary>
internal enum Mistake
{
    None,
    Amount,
    Token,
    Order,
}

internal sealed record Approve(int Which, Mistake Mistake, bool HasKey) : Step
{
    public override async Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Orders, Which) is not { } order)
            return;
        var (store, key) = (world.StoreOf(order.Shop), HasKey ? world.KeyOf(order.Shop.Name) : null);
        var (what, no) = Mistake switch
        {
            Mistake.Amount => (" with another amount", "another amount"),
            Mistake.Token => (" with another token", "another token"),
            Mistake.Order => (" with another order number", "another order"),
            _ => ("", (string?)null),
        };
        var request = new ApproveRequest(
            store.Id,
            store.Cid,
            order.Tid,
            Mistake == Mistake.Order ? "another" : "order",
            "u",
            Mistake == Mistake.Token ? "another" : order.Token ?? "",
            Mistake == Mistake.Amount ? order.Total + 1 : null,
            null,
            key
        );
        var forecast = world.Oracle.Approve(
            order,
            no,
            (shop, payer, won) => world.Oracle.Sold(order.Tid, shop, payer, won)
        );
        await world.DoAsync(
            $"{order.Shop.Name} approves {order.Total:N0}{what}",
            forecast,
            async () => Heard.Of(await world.AskAsync((IPayments p) => p.ApproveAsync(request)))
        );
        if (!world.WasDisturbed || order.IsPaid)
            return;

        // A crash, or somebody's claim: whether the payment has failed is the product's to say, and whoever approves it
        // next waits two minutes at most.
        var state = world
            .Rows($"SELECT \"State\" FROM payment_purchase WHERE \"Tid\" = '{order.Tid}'", row => row.GetString(0))
            .Single();
        if (state == "Failed")
            order.Ended = "failed";
        else if (order.Ended == "failed")
            order.Ended = null;
        order.Claimed = world.Oracle.Now.AddMinutes(2);
    }
}

internal sealed record Cancel(int Which, int Percent, long Plus, bool ByAnother) : Step
{
    public override Task PlayAsync(World world)
    {
        if (Of(world.Oracle.Sales, Which) is not { } sale)
            return Task.CompletedTask;
        var by = ByAnother ? world.Oracle.Shops.First(shop => shop != sale.Shop) : sale.Shop;
        var (won, key) = (Math.Max(0, (sale.Left * Percent / 100) + Plus), world.KeyOf(by.Name));
        var request = new CancelRequest(
            world.StoreOf(by).Id,
            null,
            sale.Tid,
            won,
            0,
            null,
            null,
            "손님 요청",
            null,
            false,
            key
        );
        return world.DoWithKeyAsync(
            $"{by.Name} cancels {won:N0} of {sale.Payer.Name}'s {sale.Total:N0} at {sale.Shop.Name}",
            world.Oracle.Cancel(sale, by, won),
            async () => Heard.Of(await world.AskAsync((IPayments p) => p.CancelAsync(request)))
        );
    }
}
