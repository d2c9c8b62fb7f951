"""Tasks, drives, visits, promises, the list of matters, and the calendar of working days."""

from django.urls import path

from shequyun.faces.workbench.views import calendar, drives, home, matters, tasks, visits

urlpatterns = [
    path("walk/", home.print_sheet, name="walk"),
    path("tasks/", tasks.list_tasks, name="tasks"),
    path("tasks/handing-over/", tasks.hand_over, name="tasks-handing-over"),
    path("tasks/reassigning/", tasks.reassign, name="tasks-reassigning"),
    path("tasks/<uuid:pk>/", tasks.show_task, name="task"),
    path("tasks/<uuid:pk>/reopening/", tasks.reopen, name="task-reopening"),
    path("people/tasks/", drives.share_people, name="people-tasks"),
    path("drives/", drives.list_drives, name="drives"),
    path("drives/<uuid:pk>/", drives.show_drive, name="drive"),
    path("drives/<uuid:pk>/export/", drives.export_drive, name="drive-export"),
    path("drives/<uuid:pk>/approval/", drives.approve, name="drive-approval"),
    path("drives/<uuid:pk>/declining/", drives.decline, name="drive-declining"),
    path("drives/<uuid:pk>/refusal/", drives.refuse, name="drive-refusal"),
    path("visits/", visits.list_visits, name="visits"),
    path("visits/<uuid:pk>/", visits.show_visit, name="visit"),
    path("visits/<uuid:pk>/withdrawal/", visits.withdraw, name="visit-withdrawal"),
    path("residents/<uuid:pk>/visit/", visits.visit_resident, name="resident-visit"),
    path("homes/<uuid:pk>/visit/", visits.visit_dwelling, name="dwelling-visit"),
    path("promises/", visits.list_promises, name="promises"),
    path("promises/<uuid:pk>/keeping/", visits.keep, name="promise-keeping"),
    path("promises/<uuid:pk>/breaking/", visits.not_keep, name="promise-breaking"),
    path("promises/<uuid:pk>/handing-over/", visits.hand_promise, name="promise-handing-over"),
    path("matters/", matters.list_matters, name="matters"),
    path("matters/new/", matters.add_matter, name="matters-new"),
    path("matters/<uuid:pk>/", matters.show_matter, name="matter"),
    path("matters/<uuid:pk>/ending/", matters.end_matter, name="matter-ending"),
    path("calendar/", calendar.show_calendar, name="calendar"),
]
