using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.RequestLog;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

[Collection(ApiCollection.Name)]
public sealed class RequestLogTests(AnApi api)
{
    [Fact]
    public async Task A_franchise_sees_its_calls_with_their_errors_and_nothing_secret_or_personal()
    {
        var shop = await api.ShopAsync();
        var key = $"SECRET_KEY {await api.KeyAsync(shop.Id, live: false)}";
        var ready = api.ReadyBody(cid: shop.TestCid);
        ready["partner_user_id"] = "010-1234-5678";
        ready["strange"] = new { card = "4111111111111111" };
        Assert.Equal(200, (await api.KakaoAsync("ready", ready, auth: key)).Status);
        ready["approval_url"] = "https://elsewhere.example/ok?pg_token=secret";
        Assert.Equal(-799, (await api.KakaoAsync("ready", ready, auth: key)).ErrorCode);
        await api.KakaoAsync("approve", "{broken", auth: key);
        await api.V1Async(
            HttpMethod.Get,
            "payments/T0000000000000000000?x=010-1234-5678",
            auth: key.Replace("SECRET_KEY", "Bearer", StringComparison.Ordinal)
        );

        var calls = await CallsAsync(shop.Id, 4);
        Assert.Equal(["not-found", "-400", "-799", null], calls.Select(c => c.Code));
        Assert.Equal(
            [("GET", "/v1/payments/T0000000000000000000", 404), ("POST", "/online/v1/payment/approve", 400)],
            calls.Take(2).Select(c => (c.Method, c.Path, c.Status))
        );
        Assert.All(calls, c => Assert.False(c.Live));
        Assert.Contains($"\"cid\": \"{shop.TestCid}\"", calls[3].Request, StringComparison.Ordinal);
        Assert.Contains("\"total_amount\": 10000", calls[3].Request, StringComparison.Ordinal);
        Assert.Contains("\"tid\": \"T", calls[3].Response, StringComparison.Ordinal);
        Assert.Null(calls[1].Request);
        var everything = string.Concat(calls.Select(c => c.Path + c.Request + c.Response));
        foreach (var secret in new[] { "1234-5678", "4111", "pg_token=secret", "아메리카노" })
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);

        var errors = await api.Product.AskAsync(
            (IApiCalls c) => c.ListAsync(shop.Id, live: false, onlyErrors: true, null, 2)
        );
        Assert.Equal(["not-found", "-400"], errors.Rows.Select(c => c.Code));
        Assert.Equal(
            ["-799"],
            (
                await api.Product.AskAsync((IApiCalls c) => c.ListAsync(shop.Id, false, true, errors.Next, 2))
            ).Rows.Select(c => c.Code)
        );
        Assert.Empty(
            (await api.Product.AskAsync((IApiCalls c) => c.ListAsync(shop.Id, live: true, false, null, 100))).Rows
        );
        Assert.Empty(
            (
                await api.Product.AskAsync((IApiCalls c) => c.ListAsync(new(Guid.NewGuid()), false, false, null, 100))
            ).Rows
        );
    }

    [Fact]
    public async Task The_oldest_calls_make_room_and_those_of_test_keys_push_out_no_live_one()
    {
        await using var product = await AProduct.StartAsync();
        var shop = new FranchiseId(Guid.NewGuid());
        var notes = new ApiCallNotes(await product.AskAsync((Journal j) => Task.FromResult(j)), product.Clock);
        for (var n = 0; n < 1_700; n++)
        {
            notes.Note(
                new(shop, Guid.NewGuid(), true, product.Clock.GetUtcNow(), "GET", $"/v1/{n}", 200, 1, default, "")
            );
            if (n % 400 == 399)
                await notes.WriteAsync(default);
        }

        while (
            await product.AskAsync((MyPayDb db) => db.Set<ApiCallRow>().Where(c => c.Path == "/v1/1699").CountAsync())
            == 0
        )
            await notes.WriteAsync(default);
        product.Clock.Advance(TimeSpan.FromMinutes(2));
        notes.Note(new(shop, Guid.NewGuid(), false, product.Clock.GetUtcNow(), "GET", "/v1/test", 200, 1, default, ""));
        notes.Note(new(shop, Guid.NewGuid(), true, product.Clock.GetUtcNow(), "GET", "/v1/last", 200, 1, default, ""));
        await notes.WriteAsync(default);
        Assert.Equal(IApiCalls.Kept + 2, await CountAsync(product)); // what is new is beside the thousand of its mode

        product.Clock.Advance(TimeSpan.FromDays(IApiCalls.Days + 1));
        notes.Note(
            new(
                new(Guid.NewGuid()),
                Guid.NewGuid(),
                true,
                product.Clock.GetUtcNow(),
                "GET",
                "/v1/else",
                200,
                1,
                default,
                ""
            )
        );
        await notes.WriteAsync(default);
        Assert.Equal(1, await CountAsync(product));
    }

    private static Task<int> CountAsync(AProduct product) =>
        product.AskAsync((MyPayDb db) => db.Set<ApiCallRow>().CountAsync());

    private async Task<IReadOnlyList<ApiCallView>> CallsAsync(FranchiseId shop, int count)
    {
        IReadOnlyList<ApiCallView> rows = [];
        await Eventually.TrueAsync(
            async () =>
            {
                await api.Product.AskAsync(
                    async (IApiCallNotes n) =>
                    {
                        await n.WriteAsync();
                        return true;
                    }
                );
                rows = (await api.Product.AskAsync((IApiCalls c) => c.ListAsync(shop, false, false, null, 100))).Rows;
                return rows.Count >= count;
            },
            "the calls in the log"
        );
        return rows;
    }
}
