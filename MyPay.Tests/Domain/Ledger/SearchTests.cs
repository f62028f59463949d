using System.Text;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>
/// Whatever its spelling, a text is found by every spelling of it, on both databases; an order number is answered as it
/// was sent.
/// </summary>
public sealed class SearchTests
{
    private static readonly string Apart = "주문-한글-１２".Normalize(NormalizationForm.FormD);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task Every_spelling_finds_every_other(Database on)
    {
        await using var product = await AProduct.StartOnAsync(on, demo: true);
        var coffee = product.Host.DemoShop!.Shop;
        var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync("jiwoo@mypay.test"));
        var jiwoo = (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!;
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(jiwoo.Id));
        var item = "한글라떼 ＬＡＴＴＥ ".Normalize(NormalizationForm.FormD);
        var paid = (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(coffee.Id, true, code.Code, 5_000, Apart, item, null, Once.NewKey()))
            )
        ).Granted();
        Assert.Equal((Apart, "한글라떼 ＬＡＴＴＥ"), (paid.PartnerOrderId, paid.ItemName));

        foreach (
            var order in new[]
            {
                Apart,
                "주문-한글-１２",
                "주문-한글-12",
                "주문-한글-12".Normalize(NormalizationForm.FormD),
                " 주문-한글-12\u200B",
            }
        )
            Assert.Equal(
                paid.Tid,
                Assert
                    .Single(
                        (
                            await product.AskAsync(
                                (IPayments p) => p.ListAsync(coffee.Id, new(PartnerOrderId: order), null, 10)
                            )
                        ).Rows
                    )
                    .Tid
            );

        foreach (
            var words in new[]
            {
                "한글라떼",
                "한글라떼".Normalize(NormalizationForm.FormD),
                "latte",
                "ｌａｔｔｅ",
                "한글-12",
                "글-１２",
                "5,000",
                "-5,000",
                "５，０００원",
                "5천",
                paid.Tid.ToLowerInvariant(),
            }
        )
        {
            var found = (
                await product.AskAsync((IPayments p) => p.ListAsync(coffee.Id, new(Text: words), null, 10))
            ).Rows;
            Assert.True(found.Any(row => row.Tid == paid.Tid), $"\"{words}\" does not find the payment.");
        }

        Assert.DoesNotContain(
            (await product.AskAsync((IPayments p) => p.ListAsync(coffee.Id, new(Text: "한글_12"), null, 10))).Rows,
            row => row.Tid == paid.Tid
        );

        foreach (
            var words in new[]
            {
                "모닝커피",
                "모닝커피".Normalize(NormalizationForm.FormD),
                "-5,000",
                "−5,000원",
                "５０００",
                "5천원",
            }
        )
            Assert.True(await HasAsync(words), $"\"{words}\" does not find the movement.");
        Assert.False(await HasAsync("+5,000")); // nothing came in

        async Task<bool> HasAsync(string words) =>
            (
                await product.AskAsync((IMovements m) => m.ListAsync(jiwoo.Id, new(null, null, Text: words), null, 50))
            ).Rows.Any(row => row.Signed == -5_000);
    }
}
