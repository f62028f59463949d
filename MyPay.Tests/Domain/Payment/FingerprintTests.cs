using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Idempotency;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

/// <summary>
/// Golden texts: what stands behind the fingerprints of stored keys. A test that fails here means that every retry
/// across a release would be taken for another request; a new field goes to the end of its text, and has no line where
/// it has no value.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class FingerprintTests
{
    private static readonly FranchiseId Shop = new(Guid.Parse("0198a2f0-0000-7000-8000-000000000001"));
    private static readonly StoreId Store = new(Guid.Parse("0198a2f0-0000-7000-8000-000000000002"));

    [Fact]
    public void Ready() =>
        Assert.Equal(
            """
            ready
            live=true
            cid=M123456789
            partner_order_id=order-1
            partner_user_id=user-1
            item_name=아메리카노
            item_code=A-1
            quantity=2
            total_amount=9000
            tax_free_amount=0
            vat_amount=818
            green_deposit=300
            approval_url=https://shop.test/ok
            cancel_url=https://shop.test/cancel
            fail_url=https://shop.test/fail
            payment_method_type=MONEY
            custom_json={"a":1}

            """,
            Fingerprints.Of(
                new ReadyRequest(
                    Shop,
                    true,
                    "M123456789",
                    "order-1",
                    "user-1",
                    "아메리카노",
                    "A-1",
                    2,
                    9_000,
                    0,
                    818,
                    300,
                    "https://shop.test/ok",
                    "https://shop.test/cancel",
                    "https://shop.test/fail",
                    "MONEY",
                    """{"a":1}""",
                    "the key"
                )
            )
        );

    [Fact]
    public void Approve() =>
        Assert.Equal(
            "approve\ncid=M123456789\ntid=T1\npartner_order_id=order-1\npartner_user_id=user-1\npg_token=abc\ntotal_amount=9000\npayload=x\n",
            Fingerprints.Of(
                new ApproveRequest(Shop, "M123456789", "T1", "order-1", "user-1", "abc", 9_000, "x", "the key")
            )
        );

    [Fact]
    public void Cancel() =>
        Assert.Equal(
            "cancel\ncid=M123456789\ntid=T1\ncancel_amount=3000\ncancel_tax_free_amount=0\ncancel_vat_amount=273\ncancel_available_amount=9000\nreason=식었어요\npayload=x\nby_cashier=false\n",
            Fingerprints.Of(
                new CancelRequest(Shop, "M123456789", "T1", 3_000, 0, 273, 9_000, "식었어요", "x", false, "the key")
            )
        );

    [Fact]
    public void A_recurring_charge() =>
        Assert.Equal(
            "subscription\ncid=R123456789\nsid=S1\npartner_order_id=order-1\npartner_user_id=user-1\nitem_name=구독\nitem_code=A-1\nquantity=1\ntotal_amount=777\ntax_free_amount=0\nvat_amount=71\npayload=x\n",
            Fingerprints.Of(
                new SidCharge(
                    Shop,
                    "R123456789",
                    "S1",
                    "order-1",
                    "user-1",
                    "구독",
                    "A-1",
                    1,
                    777,
                    0,
                    71,
                    "x",
                    "the key"
                )
            )
        );

    [Fact]
    public void A_sale_by_code() =>
        Assert.Equal(
            "code-payment\nlive=true\ncode=123456789012\namount=4500\norder_id=pos-1\nitem_name=라떼\nstore_id=0198a2f0000070008000000000000002\n",
            Fingerprints.Of(
                new CodePayment(Shop, true, "1234 5678 9012", 4_500, "pos-1", "라떼", Store, "the key"),
                "123456789012"
            )
        );

    [Fact]
    public void An_order() =>
        Assert.Equal(
            "order\nlive=false\namount=4500\norder_id=qr-1\nitem_name=라떼\n",
            Fingerprints.Of(new NewOrder(Shop, false, 4_500, "qr-1", "라떼", null, "the key"))
        );

    [Fact]
    public void A_scan_and_an_endpoint()
    {
        Assert.Equal("scan\ncode=Q1\ntotal=4500\n", Fingerprints.OfScan("Q1", 4_500));
        Assert.Equal(
            "webhook-endpoint\nurl=https://shop.test/hook\ntypes=payment.approved payment.canceled\ndescription=주문\n",
            Fingerprints.OfEndpoint("https://shop.test/hook", ["payment.approved", "payment.canceled"], "주문")
        );
    }

    [Fact]
    public void What_is_left_out_has_no_line_and_no_word_can_look_like_a_field()
    {
        Assert.Equal("x\na=1\n", CanonicalText.Of("x", ("a", 1), ("b", null)));
        Assert.NotEqual(CanonicalText.Of("x", ("a", "1\nb=2")), CanonicalText.Of("x", ("a", "1"), ("b", "2")));
        Assert.NotEqual(CanonicalText.Of("x", ("a", "1\nb=2")), CanonicalText.Of("x", ("a", "1\\nb=2")));
        Assert.NotEqual(CanonicalText.Of("x", ("a", "")), CanonicalText.Of("x", ("a", null)));
        Assert.Throws<ArgumentException>(() => CanonicalText.Of("x", ("a", new SidQuestionOfATest("serialized"))));
    }

    private sealed record SidQuestionOfATest(string Cid);
}
