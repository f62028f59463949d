using Microsoft.AspNetCore.Identity;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>The back office sees what waits, what was given up and what is off, of every franchise.</summary>
[Trait("Lane", "Fast")]
public sealed class WebhookLogTests
{
    private static readonly Actor Clerk = new("clerk", "clerk@mypay.test");

    [Fact]
    public async Task What_waits_what_was_given_up_and_what_is_off_is_seen_and_an_operator_sends_it_again()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint.Id;
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 500);
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        Assert.Equal(new WebhookSums(1, 1, 0, 0), await webhooks.LogAsync(l => l.SumsAsync()));
        Assert.Equal(webhooks.Shop, (await ListAsync(webhooks, new() { State = "pending" })).Single().Franchise);

        shop.Answer = (http, _) => AReceiver.Status(http, 410);
        await webhooks.HappenAsync();
        while (await webhooks.DeliverNextAsync()) { }

        var sums = await webhooks.LogAsync(l => l.SumsAsync());
        Assert.Equal(1, sums.Off);
        var off = Assert.Single(await webhooks.LogAsync(l => l.SwitchedOffAsync()));
        Assert.Equal(
            (webhooks.Shop, endpoint, "gone", sums.Pending),
            (off.Franchise, off.Endpoint.Id, off.Endpoint.DisabledBecause, off.Waiting)
        );
        var failed = (await ListAsync(webhooks, new() { State = "failed" }))[0].Delivery;
        Assert.Equal(sums.Failed, (await ListAsync(webhooks, new() { State = "failed" })).Count);
        Assert.Equal(3, (await ListAsync(webhooks, new())).Count);
        Assert.Equal(3, (await ListAsync(webhooks, new() { Franchise = webhooks.Shop })).Count);
        Assert.Empty(await ListAsync(webhooks, new() { Franchise = new(Guid.NewGuid()) }));
        Assert.Empty(await ListAsync(webhooks, new() { State = "lost" }));

        Assert.Equal(
            "backoffice.role.missing",
            (await webhooks.LogAsync(l => l.RedeliverAsync(failed.Id, Clerk))).Refused().Code
        );
        await HireAsync(webhooks);
        Assert.Equal(
            "payment.webhook.endpoint_disabled",
            (await webhooks.LogAsync(l => l.RedeliverAsync(failed.Id, Clerk))).Refused().Code
        );
        Assert.Equal(
            "payment.webhook.delivery_not_found",
            (await webhooks.LogAsync(l => l.RedeliverAsync(Guid.NewGuid(), Clerk))).Refused().Code
        );
        shop.Answer = (http, _) => AReceiver.Status(http, 204);
        (
            await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, true))
        ).Granted();
        Assert.Equal("pending", (await webhooks.LogAsync(l => l.RedeliverAsync(failed.Id, Clerk))).Granted().State);
        await webhooks.DeliverAsync();

        Assert.Equal(new WebhookSums(0, 0, 0, 0), await webhooks.LogAsync(l => l.SumsAsync()));
        Assert.All(await ListAsync(webhooks, new()), d => Assert.Equal("delivered", d.Delivery.State));
        await using var db = webhooks.Store.NewDb();
        Assert.Equal(
            Clerk.Name,
            Assert.Single(db.Set<AuditEntry>(), e => e.Action == "payment.webhook.redelivered").ActorName
        );
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        for (var i = 0; i < 7; i++)
            await webhooks.HappenAsync();

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await webhooks.LogAsync(l => l.ListAsync(new(), cursor, 3));
            seen.AddRange(page.Rows.Select(r => r.Delivery.Id));
            cursor = page.Next;
        } while (cursor is not null);
        Assert.Equal((await webhooks.DeliveriesAsync()).Select(d => d.Id), seen);
        Assert.Empty((await webhooks.LogAsync(l => l.ListAsync(new(), "not ours", 3))).Rows);
    }

    private static async Task<IReadOnlyList<WebhookLogEntry>> ListAsync(AWebhooks webhooks, WebhookLogFilter filter) =>
        (await webhooks.LogAsync(l => l.ListAsync(filter, null, 100))).Rows;

    private static async Task HireAsync(AWebhooks webhooks) =>
        (
            await webhooks.Store.Journal.WriteAsync<Done>(write =>
            {
                write.Db.Add(
                    new IdentityRole
                    {
                        Id = SignInRoles.Operator,
                        Name = SignInRoles.Operator,
                        NormalizedName = "OPERATOR",
                    }
                );
                write.Db.Add(
                    new SignIn
                    {
                        Id = Clerk.Id,
                        UserName = Clerk.Name,
                        NormalizedUserName = Clerk.Name.ToUpperInvariant(),
                    }
                );
                write.Db.Add(new IdentityUserRole<string> { UserId = Clerk.Id, RoleId = SignInRoles.Operator });
                return default(Done);
            })
        ).Granted();
}
