using System.Text.Json;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>
/// Settlements over real HTTP: a day of sales, closed and paid; in a product of its own, since its clock goes on to the
/// next day.
/// </summary>
public sealed class SettlementCallTests : IAsyncLifetime
{
    private static readonly HttpMethod Get = HttpMethod.Get;
    private readonly AnApi api = new();
    private string id = "",
        first = "",
        other = "";

    public async Task InitializeAsync()
    {
        await api.InitializeAsync();
        first = (await api.PaidAsync(10_000)).Text("tid")!;
        await api.PaidAsync(3_330, order: "-5");
        await api.PaidAsync(5_000, api.Shop.TestCid, $"DEV_SECRET_KEY {api.TestKey}");
        Assert.Equal(
            200,
            (
                await api.V1Async(
                    HttpMethod.Post,
                    $"payments/{first}/cancel",
                    new { amount = 4_000, reason = "일부" },
                    "k-1"
                )
            ).Status
        );
        other = await api.KeyAsync((await api.ShopAsync()).Id, live: true);
        api.Product.Clock.Advance(TimeSpan.FromHours(22));
        (await api.Product.AskAsync((ISettlements s) => s.CloseAsync(new(2026, 11, 23), Actor.System))).Granted();
        id = (await api.Product.AskAsync((ISettlements s) => s.ListAsync(new()))).Items.Single().Id;
    }

    public Task DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task A_shop_reads_its_batch_its_lines_and_when_they_were_paid()
    {
        var draft = await api.V1Async(Get, $"settlements/{id}");
        Assert.Equal(
            (200, "Draft", 13_330L, 4_000L, 3),
            (
                draft.Status,
                draft.Text("status"),
                draft.Number("grossAmount"),
                draft.Number("canceledAmount"),
                (int)draft.Number("lineCount")
            )
        );
        Assert.Equal(
            ("2026-11-23", "2026-11-24", null),
            (draft.Text("soldDate"), draft.Text("dueDate"), draft.Text("paidOutDate"))
        );
        Assert.Empty(Data(await api.V1Async(Get, "settlements?dateType=paidOutDate")));

        var approver = await api.Product.ApproverAsync();
        (await api.Product.AskAsync((ISettlements s) => s.ApproveAsync(id, approver))).Granted();
        await Eventually.TrueAsync(
            async () => (await api.V1Async(Get, $"settlements/{id}")).Text("status") == "Paid",
            "the batch to be paid"
        );

        var paid = await api.V1Async(Get, $"settlements/{id}");
        Assert.Equal("2026-11-24", paid.Text("paidOutDate"));
        Assert.Matches(@"^2026-11-24T10:\d\d:\d\d(\.\d+)?\+09:00$", paid.Text("paidAt"));
        Assert.Equal(
            paid.Number("payOutAmount") + paid.Number("carryOut"),
            paid.Number("grossAmount")
                - paid.Number("canceledAmount")
                - paid.Number("fee")
                - paid.Number("vat")
                + paid.Number("carryIn")
                - paid.Number("reserveKept")
        );

        foreach (
            var (query, count) in new[]
            {
                ("", 1),
                ("?from=2026-11-23&to=2026-11-23", 1),
                ("?from=2026-11-24", 0),
                ("?dateType=soldDate&to=2026-11-22", 0),
                ("?dateType=paidOutDate", 1),
                ("?dateType=paidOutDate&from=2026-11-24&to=2026-11-24", 1),
                ("?dateType=paidOutDate&to=2026-11-23", 0),
            }
        )
        {
            Assert.True(count == Data(await api.V1Async(Get, $"settlements{query}")).Count, query);
        }

        var lines = new List<JsonElement>();
        for (string? cursor = null; ; )
        {
            var page = await api.V1Async(
                Get,
                $"settlements/{id}/lines?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            lines.AddRange(Data(page));
            if ((cursor = page.Text("nextCursor")) is null)
                break;
        }

        Assert.Equal(["PAYMENT", "PAYMENT", "CANCEL"], lines.Select(l => l.GetProperty("kind").GetString()));
        Assert.Equal(
            ["tid", "partnerOrderId", "kind", "amount", "fee", "vat", "payOutAmount", "soldDate", "paidOutDate"],
            lines[0].EnumerateObject().Select(p => p.Name)
        );
        Assert.Equal(
            (first, -4_000L, "2026-11-24"),
            (
                lines[2].GetProperty("tid").GetString(),
                lines[2].GetProperty("amount").GetInt64(),
                lines[2].GetProperty("paidOutDate").GetString()
            )
        );
        Assert.Equal(paid.Number("payOutAmount"), lines.Sum(l => l.GetProperty("payOutAmount").GetInt64()));
        await api.Product.VerifyAsync();
    }

    [Fact]
    public async Task Lines_come_as_CSV_for_whom_asks()
    {
        using var http = new HttpClient { BaseAddress = new Uri(api.Address) };
        using var request = new HttpRequestMessage(Get, $"/v1/settlements/{id}/lines");
        request.Headers.Add("Authorization", $"Bearer {api.LiveKey}");
        request.Headers.Add("Accept", "text/csv");
        using var answer = await http.SendAsync(request);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var rows = (await answer.Content.ReadAsStringAsync()).Split(
            '\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal("tid,partnerOrderId,kind,amount,fee,vat,payOutAmount,soldDate,paidOutDate", rows[0]);
        Assert.Equal(4, rows.Length);
        Assert.StartsWith(
            $"{first},\"order-1\",PAYMENT,10000,80,8,9912,2026-11-23,",
            rows[1],
            StringComparison.Ordinal
        );
        // as JSON has it: the file is for programs
        Assert.Contains(",\"-5\",PAYMENT,3330,", rows[2], StringComparison.Ordinal);
        Assert.Contains(
            "\"partnerOrderId\":\"-5\"",
            (await api.V1Async(Get, $"settlements/{id}/lines")).Raw,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nobody_reads_what_is_not_theirs_and_wrong_questions_are_named()
    {
        Assert.Equal((404, "not-found"), await Said($"settlements/{id}", other));
        Assert.Equal((404, "not-found"), await Said($"settlements/{id}/lines", other));
        Assert.Empty(Data(await api.V1Async(Get, "settlements", auth: $"Bearer {other}")));
        Assert.Equal((401, "key-mode-mismatch"), await Said($"settlements/{id}", api.TestKey));
        Assert.Empty(Data(await api.V1Async(Get, "settlements", auth: $"Bearer {api.TestKey}")));
        Assert.Equal(
            (403, "insufficient-scope"),
            await Said("settlements", await api.KeyAsync(api.Shop.Id, true, "payments:read"))
        );
        Assert.Equal((404, "not-found"), await Said("settlements/S0000000000000000000", api.LiveKey));
        Assert.Equal((400, "invalid-parameter"), await Said("settlements?dateType=madeDate", api.LiveKey));
        Assert.Equal((400, "invalid-range"), await Said("settlements?from=2026-11-24&to=2026-11-23", api.LiveKey));
        Assert.Equal((400, "invalid-range"), await Said("settlements?from=2025-11-22&to=2026-11-24", api.LiveKey));
        Assert.Equal((200, null), await Said("settlements?from=9999-12-31&to=9999-12-31", api.LiveKey));
        Assert.Equal(
            (200, null),
            await Said("settlements?dateType=paidOutDate&from=0001-01-01&to=0001-01-01", api.LiveKey)
        );
        Assert.Equal((400, "invalid-date"), await Said("settlements?from=yesterday", api.LiveKey));
        Assert.Equal((400, "invalid-cursor"), await Said($"settlements/{id}/lines?cursor=MTIz", api.LiveKey));
        Assert.Equal((400, "unknown-parameter"), await Said("settlements?page=2", api.LiveKey));
    }

    private async Task<(int, string?)> Said(string path, string key) =>
        await api.V1Async(Get, path, auth: $"Bearer {key}") is var answer ? (answer.Status, answer.Code) : default;

    private static List<JsonElement> Data(AnApi.Answer answer)
    {
        Assert.True(answer.Status == 200, answer.Raw);
        return [.. answer.Json.GetProperty("data").EnumerateArray()];
    }
}
