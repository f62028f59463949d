using MyPay.Web.Api.Docs;
using MyPay.Web.Api.Kakao;
using MyPay.Web.Api.V1;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>
/// Calls to be copied from the docs: what differs from shop to shop is taken from the shell, nothing from a program
/// that may not be there.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class CurlTextTests
{
    [Fact]
    public void A_shops_own_values_come_from_the_shell()
    {
        var cancel = CurlText.Of(KakaoApi.Cancel, "https://pay.example");
        Assert.Contains("\"cid\": \"'\"$MYPAY_CID\"'\"", cancel, StringComparison.Ordinal);
        Assert.Contains("\"tid\": \"'\"$MYPAY_TID\"'\"", cancel, StringComparison.Ordinal);
        Assert.Contains(
            "'https://pay.example/v1/payments/'\"$MYPAY_TID\"'/cancel'",
            CurlText.Of(PaymentsApi.Cancel, "https://pay.example"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "uuidgen",
            CurlText.Of(PaymentsApi.CreateOrder, "https://pay.example"),
            StringComparison.Ordinal
        );
    }
}
