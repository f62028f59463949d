using System.Net;
using MyPay.Domain.Franchise.ApiKeys;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>Many wrong keys from one network address are slowed down; a right one from there is not.</summary>
public sealed class WrongKeyTests
{
    [Fact]
    public async Task Thirty_wrong_keys_are_told_so_the_next_is_told_to_wait_and_right_ones_go_on()
    {
        await using var product = await AProduct.StartAsync(demo: true);
        using var http = new HttpClient { BaseAddress = new(await product.ListenAsync()) };
        var first = RawKey.New(live: true);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(first)).Status);
        for (var n = 1; n < 30; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(RawKey.New(live: n % 2 == 0))).Status);

        var told = await CallAsync(RawKey.New(live: true));
        Assert.Equal(HttpStatusCode.TooManyRequests, told.Status);
        Assert.InRange(told.RetryAfter, 540, 600); // the clock of a product goes on
        Assert.Contains("too-many-wrong-keys", told.Body, StringComparison.Ordinal);
        var kakao = await CallAsync(RawKey.New(live: true), "/online/v1/payment/order", "SECRET_KEY");
        Assert.Equal(HttpStatusCode.TooManyRequests, kakao.Status);
        Assert.InRange(kakao.RetryAfter, 540, 600);
        Assert.Contains("-429", kakao.Body, StringComparison.Ordinal);

        // An old key that a shop forgot to take out of its program is one wrong key, however often it comes.
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(first)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync("no key at all")).Status);
        Assert.True((await CallAsync(product.DemoLiveKey!)).Status is HttpStatusCode.OK or HttpStatusCode.Forbidden);
        product.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(RawKey.New(live: true))).Status);

        async Task<(HttpStatusCode Status, double RetryAfter, string Body)> CallAsync(
            string key,
            string path = "/v1/settlements",
            string scheme = "Bearer"
        )
        {
            using var request = new HttpRequestMessage(scheme == "Bearer" ? HttpMethod.Get : HttpMethod.Post, path);
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {key}");
            using var answer = await http.SendAsync(request);
            return (
                answer.StatusCode,
                answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0,
                await answer.Content.ReadAsStringAsync()
            );
        }
    }
}
