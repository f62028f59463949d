using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.Kakao;

/// <summary>The seven calls of the KakaoPay online payment API, field for field.</summary>
internal static class KakaoApi
{
    public const string ApproveName = "KakaoApprove";
    public const string CancelName = "KakaoCancel";
    public const string SubscriptionName = "KakaoSubscription";

    private const string Base = "/online/v1/payment";
    private const string Write = "payments:write";

    public static readonly CallSheet Ready = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/ready",
        "KakaoReady",
        Write,
        "결제를 준비해요. 받은 주소로 손님을 보내 주세요. TID는 15분 동안 쓸 수 있어요.",
        "Prepares a payment. Send the customer to one of the addresses; the TID lives 15 minutes."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(ReadyBody),
        RequestExample = KakaoSamples.ReadyRequest,
        Response = typeof(ReadyAnswer),
        ResponseExample = KakaoSamples.ReadyAnswer,
    };

    public static readonly CallSheet Approve = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/approve",
        ApproveName,
        Write,
        "결제를 승인해요. 돈은 여기서만 움직이고, TID 하나에 한 번이에요.",
        "Approves a payment. Only this moves money, once per TID."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(ApproveBody),
        RequestExample = KakaoSamples.ApproveRequest,
        Response = typeof(ApproveAnswer),
        ResponseExample = KakaoSamples.ApproveAnswer,
    };

    public static readonly CallSheet Order = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/order",
        "KakaoOrder",
        Write,
        "결제를 조회해요. 무엇이 실제로 일어났는지는 언제나 여기에 있어요.",
        "Tells what really became of a payment, always."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(OrderQuestion),
        RequestExample = KakaoSamples.OrderRequest,
        Response = typeof(OrderAnswer),
        ResponseExample = KakaoSamples.OrderAnswer,
    };

    public static readonly CallSheet Cancel = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/cancel",
        CancelName,
        "refunds:write",
        "결제를 전부 또는 일부 취소해요.",
        "Cancels a payment, whole or in part."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(CancelBody),
        RequestExample = KakaoSamples.CancelRequest,
        Response = typeof(CancelAnswer),
        ResponseExample = KakaoSamples.CancelAnswer,
    };

    public static readonly CallSheet Subscription = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/subscription",
        SubscriptionName,
        Write,
        "SID로 정기 결제를 해요.",
        "Charges a recurring key (SID)."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(SubscriptionBody),
        RequestExample = KakaoSamples.SubscriptionRequest,
        Response = typeof(ApproveAnswer),
        ResponseExample = KakaoSamples.SubscriptionAnswer,
    };

    public static readonly CallSheet Inactive = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/manage/subscription/inactive",
        "KakaoInactive",
        Write,
        "SID를 비활성화해요.",
        "Ends a recurring key."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(SidQuestion),
        RequestExample = KakaoSamples.SidRequest,
        Response = typeof(InactiveAnswer),
        ResponseExample = KakaoSamples.InactiveAnswer,
    };

    public static readonly CallSheet Status = new(
        ApiDoor.Kakao,
        "POST",
        Base + "/manage/subscription/status",
        "KakaoSidStatus",
        Write,
        "SID의 상태를 조회해요.",
        "Tells how a recurring key stands."
    )
    {
        Key = KeyRule.Optional,
        Request = typeof(SidQuestion),
        RequestExample = KakaoSamples.SidRequest,
        Response = typeof(SidAnswer),
        ResponseExample = KakaoSamples.SidAnswer,
    };

    private static readonly Refusal WrongCid = new(RefusalKind.Invalid, "payment.ready.cid_unknown");
    private static readonly Refusal NoTid = new(RefusalKind.NotFound, "payment.approve.not_found");
    private static readonly Refusal NoSid = new(RefusalKind.NotFound, "payment.sid.not_found");

    public static void MapKakao(this IEndpointRouteBuilder api)
    {
        api.MapCall(Ready, ReadyAsync);
        api.MapCall(Approve, ApproveAsync);
        api.MapCall(Order, OrderAsync);
        api.MapCall(Cancel, CancelAsync);
        api.MapCall(Subscription, SubscriptionAsync);
        api.MapCall(Inactive, InactiveAsync);
        api.MapCall(Status, StatusAsync);
    }

    private static async Task<ApiReply> ReadyAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var ready = new ReadyRequest(
            call.Franchise,
            call.Caller.Live,
            fields.Text("cid"),
            fields.Text("partner_order_id"),
            fields.Text("partner_user_id"),
            fields.Text("item_name"),
            fields.MaybeText("item_code"),
            fields.Count("quantity"),
            fields.Whole("total_amount"),
            fields.Whole("tax_free_amount"),
            fields.MaybeWhole("vat_amount"),
            fields.MaybeWhole("green_deposit") ?? 0,
            fields.Text("approval_url"),
            fields.Text("cancel_url"),
            fields.Text("fail_url"),
            fields.MaybeText("payment_method_type"),
            fields.MaybeRaw("custom_json"),
            call.EffectKey
        );
        var (terms, wrong) = await TermsAsync(call, fields, ready.Cid);
        if (terms is null)
            return wrong!;
        return call.Answer(
            await call.Ask<IPayments>().ReadyAsync(ready with { Terms = terms }, CancellationToken.None),
            payment => ReadyAnswer.Of(payment, call.BaseUrl)
        );
    }

    private static async Task<ApiReply> ApproveAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var approve = new ApproveRequest(
            call.Franchise,
            fields.Text("cid"),
            fields.Text("tid"),
            fields.Text("partner_order_id"),
            fields.Text("partner_user_id"),
            fields.Text("pg_token"),
            fields.MaybeWhole("total_amount"),
            fields.MaybeText("payload"),
            call.EffectKey
        );
        var (terms, wrong) = await TermsAsync(call, fields, approve.Cid);
        if (terms is null)
            return wrong!;

        // A caller who hangs up does not stop an approve half-way.
        return call.Answer(
            await call.Ask<IPayments>().ApproveAsync(approve with { Terms = terms }, CancellationToken.None),
            ApproveAnswer.Of
        );
    }

    private static async Task<ApiReply> OrderAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var (cid, tid) = (fields.Text("cid"), fields.Text("tid"));
        var (terms, wrong) = await TermsAsync(call, fields, cid);
        if (terms is null)
            return wrong!;
        var payment = await call.Ask<IPayments>().FindAsync(call.Franchise, tid, call.Context.RequestAborted);
        return payment is null || payment.Cid != cid ? call.Refuse(NoTid) : ApiReply.Json(OrderAnswer.Of(payment));
    }

    private static async Task<ApiReply> CancelAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var payload = fields.MaybeText("payload");
        var cancel = new CancelRequest(
            call.Franchise,
            fields.Text("cid"),
            fields.Text("tid"),
            fields.Whole("cancel_amount"),
            fields.Whole("cancel_tax_free_amount"),
            fields.MaybeWhole("cancel_vat_amount"),
            fields.MaybeWhole("cancel_available_amount"),
            null,
            payload,
            ByCashier: false,
            call.EffectKey
        );
        var (terms, wrong) = await TermsAsync(call, fields, cancel.Cid!);
        if (terms is null)
            return wrong!;
        return call.Answer(await call.Ask<IPayments>().CancelAsync(cancel, CancellationToken.None), CancelAnswer.Of);
    }

    private static async Task<ApiReply> SubscriptionAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var charge = new SidCharge(
            call.Franchise,
            fields.Text("cid"),
            fields.Text("sid"),
            fields.Text("partner_order_id"),
            fields.Text("partner_user_id"),
            fields.MaybeText("item_name"),
            fields.MaybeText("item_code"),
            fields.Count("quantity"),
            fields.Whole("total_amount"),
            fields.Whole("tax_free_amount"),
            fields.MaybeWhole("vat_amount"),
            fields.MaybeText("payload"),
            call.EffectKey
        );
        var (terms, wrong) = await TermsAsync(call, fields, charge.Cid);
        if (terms is null)
            return wrong!;
        return call.Answer(
            await call.Ask<IPayments>().ChargeSidAsync(charge with { Terms = terms }, CancellationToken.None),
            ApproveAnswer.Of
        );
    }

    private static async Task<ApiReply> InactiveAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var (cid, sid) = (fields.Text("cid"), fields.Text("sid"));
        var (terms, wrong) = await TermsAsync(call, fields, cid);
        if (terms is null)
            return wrong!;
        return call.Answer(
            await call.Ask<IPayments>().DeactivateSidAsync(call.Franchise, cid, sid, CancellationToken.None),
            InactiveAnswer.Of
        );
    }

    private static async Task<ApiReply> StatusAsync(ApiCall call)
    {
        var fields = new LenientFields(call.Body);
        var (cid, sid) = (fields.Text("cid"), fields.Text("sid"));
        var (terms, wrong) = await TermsAsync(call, fields, cid);
        if (terms is null)
            return wrong!;
        var found = await call.Ask<IPayments>().FindSidAsync(call.Franchise, cid, sid, call.Context.RequestAborted);
        return found is null ? call.Refuse(NoSid) : ApiReply.Json(SidAnswer.Of(found));
    }

    /// <summary>
    /// What stands behind the CID, or the answer to give instead. The CID must be the key's own, and of the key's mode:
    /// a test key at a live CID is as wrong as a stranger's.
    /// </summary>
    private static async Task<(CidTerms? Terms, ApiReply? Wrong)> TermsAsync(
        ApiCall call,
        LenientFields fields,
        string cid
    )
    {
        if (fields.Fault is { } fault)
            return (null, call.Refuse(fault));
        var terms = await call.Ask<IFranchises>().FindByCidAsync(cid, call.Context.RequestAborted);
        return terms is null || terms.Franchise != call.Franchise || terms.Live != call.Caller.Live
            ? (null, call.Refuse(WrongCid))
            : (terms, null);
    }
}
