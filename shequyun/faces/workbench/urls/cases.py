"""Cases: what residents bring."""

from django.urls import path

from shequyun.faces.workbench.views import case_acts, case_intake, cases

urlpatterns = [
    path("cases/", cases.list_cases, name="cases"),
    path("cases/new/", case_intake.register_case, name="case-register"),
    path("cases/new/who/", case_intake.find_who, name="cases-who"),
    path("cases/new/hints/", case_intake.hint, name="cases-hints"),
    path("cases/statistics/", cases.show_statistics, name="cases-statistics"),
    path("cases/assignment/", cases.assign_many, name="cases-assign"),
    path("cases/receipts/", case_intake.print_receipts, name="cases-receipts"),
    path("cases/transfer/", cases.transfer, name="cases-transfer"),
    path("cases/<uuid:pk>/", cases.show_case, name="case"),
    path("cases/<uuid:pk>/acts/", case_acts.act, name="case-act"),
    path("cases/<uuid:pk>/phone/", case_acts.see_phone, name="case-phone"),
    path("cases/<uuid:pk>/receipt/", case_intake.show_receipt, name="case-receipt"),
]
