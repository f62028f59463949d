using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>A name that nobody can see is no name, wherever one is taken.</summary>
[Collection(ApiCollection.Name)]
public sealed class InvisibleNamesTests(AnApi api)
{
    /// <summary>
    /// Blanks of all widths, fillers, joiners, selectors, marks without a letter, and some of them together.
    /// </summary>
    public static TheoryData<string> Unseen =>
        [
            " ",
            "\t",
            "\u00A0",
            "\u3000",
            "\u2003",
            "\u3164",
            "\u115F",
            "\u1160",
            "\uFFA0",
            "\u2800",
            "\u200B",
            "\u200C",
            "\u200D",
            "\u2060",
            "\uFEFF",
            "\u00AD",
            "\u034F",
            "\u061C",
            "\u180E",
            "\u180B",
            "\u17B4",
            "\uFE0F",
            "\u0301",
            "\u202E",
            "\U000E0020",
            "\U000E0100",
            "\u3164\u3164\u3164",
            "\u2800 \u200B",
            "\u3164\uFE0F\u0301",
        ];

    [Theory]
    [MemberData(nameof(Unseen))]
    public async Task What_cannot_be_seen_is_no_name(string name)
    {
        var taken = new List<string>();
        void Check(string door, bool isTaken)
        {
            if (isTaken)
                taken.Add(door);
        }

        var ready = api.ReadyBody();
        ready["item_name"] = name;
        Check("item_name of the dialect", (await api.KakaoAsync("ready", ready)).Status == 200);
        Check(
            "itemName of an order",
            (
                await api.V1Async(
                    HttpMethod.Post,
                    "orders",
                    new
                    {
                        amount = 1_000,
                        orderId = "o-1",
                        itemName = name,
                    },
                    Guid.NewGuid().ToString("N")
                )
            ).Status == 201
        );
        Check(
            "itemName of a code payment",
            (
                await api.V1Async(
                    HttpMethod.Post,
                    "code-payments",
                    new
                    {
                        code = "000000000000",
                        amount = 1_000,
                        orderId = "o-1",
                        itemName = name,
                    },
                    Guid.NewGuid().ToString("N")
                )
            ).Code == "pay-code-invalid"
        );
        Check(
            "a store",
            (await api.Product.AskAsync((IFranchiseDesk d) => d.AddStoreAsync(api.Shop.Id, name))).TryGet(out _, out _)
        );
        Check(
            "an API key",
            (
                await api.Product.AskAsync(
                    (IApiKeys k) => k.IssueAsync(api.Shop.Id, name, false, ["payments:read"], Actor.System)
                )
            ).TryGet(out _, out _)
        );
        Check(
            "somebody who works there",
            (
                await api.Product.AskAsync(
                    (IFranchiseDesk d) =>
                        d.AddStaffAsync(
                            api.Shop.Id,
                            $"{Guid.NewGuid():N}@shop.example",
                            "correct horse 7",
                            name,
                            StaffRole.Cashier
                        )
                )
            ).TryGet(out _, out _)
        );
        var form = AFranchise.Form(AFranchise.NumberOf(9_000), "unseen@shop.example");
        Check(
            "a trade name",
            (await api.Product.AskAsync((IFranchises f) => f.ApplyAsync(form with { TradeName = name }))).TryGet(
                out _,
                out _
            )
        );
        Check(
            "a representative",
            (await api.Product.AskAsync((IFranchises f) => f.ApplyAsync(form with { Representative = name }))).TryGet(
                out _,
                out _
            )
        );
        Check("a member", SignUpRules.Name(name).TryGet(out _, out _));
        Check("what search and lists keep", TypedText.Line(name).Length > 0);
        Assert.Empty(taken);
    }
}
